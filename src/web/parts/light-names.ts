/** What a light is called here: the city's own name where it has one. */
import { LIGHT_NAMES } from '../../domain/names.ts'
import { useSession } from '../session.tsx'
import { nameOf, t } from '../text.ts'

export type Light = keyof typeof LIGHT_NAMES

/** The city's own name; null where it calls it as everybody does. */
export function useOwnLightName(): (light: Light) => string | null {
  const { lights } = useSession().me
  return light => {
    const own = light === 'none' ? undefined : lights?.[light]
    return own ? t(own.zh, own.en) : null
  }
}

export function useLightName(): (light: Light) => string {
  const own = useOwnLightName()
  return light => own(light) ?? nameOf(LIGHT_NAMES, light)
}
