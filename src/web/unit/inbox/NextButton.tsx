/** The button of a row: signs at once, opens the form of everything else. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Duty } from '../../../contract/assignments.ts'
import { Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { useKeeping } from '../../parts/keeping.ts'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { freshKey } from '../../ui/fresh-key.ts'
import { ASKED } from './words.ts'

export function NextButton({ duty }: { duty: Duty }) {
  const [, go] = useLocation()
  const { waiting } = useKeeping()
  const sign = useSignNow(duty)
  const button = useFollowed(`${duty.number}.${duty.no}`, sign.isPending)
  if (!duty.next || duty.next === 'innerReview') return null
  const asked = ASKED[duty.next]
  const words = t(asked.button[0], asked.button[1])
  const isWaiting = waiting.some(w => w.number === duty.number && w.name === asked.act)
  return (
    <Button
      type={duty.light === 'red' || duty.next === 'sign' ? 'primary' : 'default'}
      className="duty-button"
      aria-label={`${words}：${duty.title ?? duty.number}`}
      loading={sign.isPending}
      ref={button}
      aria-disabled={isWaiting || undefined}
      onClick={() => {
        if (isWaiting) return
        if (duty.next === 'sign') sign.mutate()
        else go(`/appeals/${duty.number}?do=${asked.act}`)
      }}
    >
      {isWaiting ? t('待发送', 'waits') : words}
    </Button>
  )
}

/** The duty whose button was pressed last: signed, it moves to another group of the list, and the focus goes along. */
let pressed: string | null = null

function useFollowed(key: string, isPressed: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  if (isPressed) pressed = key
  useEffect(() => {
    if (pressed !== key || document.activeElement !== document.body) return
    pressed = null
    button.current?.focus()
  }, [key])
  return button
}

/** Signing asks nothing: one touch does it. A lost race opens the ticket, so that one sees what happened. */
function useSignNow(duty: Duty) {
  const { send } = useKeeping()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [, go] = useLocation()
  const key = useRef(freshKey())
  return useMutation({
    mutationFn: () =>
      send({
        key: key.current,
        name: 'signAssignment',
        number: duty.number,
        no: duty.no,
        body: {},
        values: {},
        seen: duty.version,
        title: duty.title,
      }),
    onSuccess: ({ how }) => {
      if (how === 'sent') message.success(t('已签收', 'Signed for'))
      else message.info(t('没有网络：已存下，恢复后自动签收', 'No network: kept, signed once it is back'))
      return refreshAll(client)
    },
    onError: error => {
      key.current = freshKey()
      message.warning(sentenceOf(error))
      if (error instanceof Refused && error.code === 'changed-meanwhile') go(`/appeals/${duty.number}`)
      return refreshAll(client)
    },
  })
}
