/** 失效引用: what is in use and refers to something repealed, or to an article that isn't there. */
import { Link } from 'wouter'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import './library.css'
import { ReferenceList } from './ReferenceList.tsx'

export function BrokenReferences() {
  const asked = useAsk('listBrokenReferences', {})
  return (
    <Page
      title={t('失效引用', 'Broken references')}
      about={<Link to="/policies">{t('全部政策文件', 'All policy documents')}</Link>}
      narrow
    >
      <Ask of={asked} rows={6}>
        {({ references, unknown }) => (
          <div style={{ display: 'grid', gap: 16 }}>
            {references.length === 0 ? (
              <p role="status">
                {t(
                  '没有失效引用：在用的责任清单、规则和知识引用的都是现行文件。',
                  'None: everything in use refers to what is in force.',
                )}
              </p>
            ) : (
              <ReferenceList of={references} />
            )}
            {unknown.length > 0 && (
              <Panel title={t('引用了而库里没有的', 'Referred to and not in the library')}>
                <p>{unknown.map(title => `《${title}》`).join(' ')}</p>
                <small>
                  {t(
                    '国家法律法规可以只引名称；本市文件建议收录。',
                    'National laws may be named only; the city’s own should be here.',
                  )}
                </small>
              </Panel>
            )}
          </div>
        )}
      </Ask>
    </Page>
  )
}
