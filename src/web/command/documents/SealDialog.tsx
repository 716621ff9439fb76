/** The picture of the city's seal: what there is, and another in its place. */
import { Alert, Flex, Modal, Upload } from 'antd'
import { useState } from 'react'
import { addressOf } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'

export function SealDialog({ onClose }: { onClose: () => void }) {
  const settings = useAsk('readDocumentSettings', {})
  const upload = useAct('uploadSeal')
  const [chosen, setChosen] = useState<{ name: string; png: string } | null>(null)
  const seal = settings.data?.settings.seal
  return (
    <Modal
      open
      title={t('印章', 'Seal')}
      onCancel={onClose}
      okText={t('启用这枚印章', 'Use this seal')}
      okButtonProps={{ disabled: !chosen }}
      confirmLoading={upload.isPending}
      onOk={() => chosen && upload.mutate({ input: { body: chosen } }, { onSuccess: () => setChosen(null) })}
    >
      <Flex vertical gap="middle">
        <Alert
          type="warning"
          showIcon
          title={t(
            '印章用于今后印发的公文，已印发的不变。每次上传和用印都会留下记录。',
            'It goes on paper issued from now on; what was issued stays. Every upload and use is recorded.',
          )}
        />
        {upload.error && <Failed error={upload.error} />}
        <Ask of={settings}>
          {() =>
            chosen || seal ? (
              <img
                src={
                  chosen
                    ? `data:image/png;base64,${chosen.png}`
                    : addressOf('openSeal', { params: { hash: seal! } })
                }
                alt={chosen ? t('新的印章', 'The new seal') : t('现用印章', 'The seal in use')}
                style={{ width: 160, height: 160, objectFit: 'contain', background: '#fff' }}
              />
            ) : (
              <p>{t('还没有印章。', 'There is no seal yet.')}</p>
            )
          }
        </Ask>
        <Upload.Dragger
          accept="image/png"
          maxCount={1}
          showUploadList={false}
          beforeUpload={file => {
            void base64Of(file).then(png => setChosen({ name: file.name, png }))
            return false
          }}
        >
          {t(
            '选择透明底的 PNG 图片，近似正方形，不超过 512 KB',
            'A PNG picture, about square, 512 KB at most',
          )}
        </Upload.Dragger>
      </Flex>
    </Modal>
  )
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
