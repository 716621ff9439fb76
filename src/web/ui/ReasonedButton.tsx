/** A button that can be grey, and then says why: to the eye, the keyboard and the screen reader alike. */
import { Button, type ButtonProps, Tooltip } from 'antd'
import { useId } from 'react'

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** Why it can't be done now; null when it can. */
  whyNot: string | null
}

export function ReasonedButton({ whyNot, onClick, children, ...rest }: Props) {
  const id = useId()
  if (whyNot === null)
    return (
      <Button {...rest} onClick={onClick}>
        {children}
      </Button>
    )
  return (
    <Tooltip title={whyNot}>
      <Button
        {...rest}
        aria-disabled="true"
        aria-describedby={id}
        className="ant-btn-greyed"
        style={{ ...rest.style, opacity: 0.65, cursor: 'not-allowed' }}
        onClick={e => e.preventDefault()}
      >
        {children}
        <span id={id} className="sr-only">
          {whyNot}
        </span>
      </Button>
    </Tooltip>
  )
}
