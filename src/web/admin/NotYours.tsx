/** A page somebody's role doesn't open: says so, and whose it is. */
import { Alert } from 'antd'
import { type Permission, ROLES, type Role } from '../../domain/access/roles.ts'
import { t } from '../text.ts'
import { Page } from '../ui/Page.tsx'
import { roleName } from './accounts/roles.ts'

interface Props {
  zh: string
  en: string
  /** Any one of them opens it. */
  may: readonly Permission[]
}

export function NotYours({ zh, en, may }: Props) {
  const whose = (Object.keys(ROLES) as Role[]).filter(role =>
    (ROLES[role] as readonly Permission[]).some(p => may.includes(p)),
  )
  return (
    <Page title={t(zh, en)}>
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={t(`您的角色不能打开“${zh}”。`, `Your role does not open “${en}”.`)}
        description={t(
          `这里由${whose.map(roleName).join('、')}使用。`,
          `It is for the ${whose.map(roleName).join(', ')}.`,
        )}
      />
    </Page>
  )
}
