/** How a rule says what it applies to, and how a limit is written. */
import Type, { type Static } from 'typebox'
import { ORGANISATION_KINDS } from '../directory/organisations.ts'
import { CHANNEL_KINDS, LEVELS, MATTER_KINDS, SEVERITIES, URGENCIES } from '../vocabulary.ts'

const closed = { additionalProperties: false }

/** A limit as people write it: 5wd (working days), 7d (natural days), 24h, 4wh (working hours), 30m. */
export const LIMIT_PATTERN = '^[0-9]+(\\.[0-9]+)?(wd|d|h|wh|m|wm)$'
export const LimitText = Type.String({ pattern: LIMIT_PATTERN })

/** What a rule applies to; every condition given must hold, lists mean "one of". Categories match by code prefix. */
export const When = Type.Object(
  {
    kinds: Type.Optional(Type.Array(Type.Enum(MATTER_KINDS))),
    urgencies: Type.Optional(Type.Array(Type.Enum(URGENCIES))),
    severities: Type.Optional(Type.Array(Type.Enum(SEVERITIES))),
    levels: Type.Optional(Type.Array(Type.Enum(LEVELS))),
    categories: Type.Optional(Type.Array(Type.String())),
    channelKinds: Type.Optional(Type.Array(Type.Enum(CHANNEL_KINDS))),
    organisationKinds: Type.Optional(Type.Array(Type.Enum(ORGANISATION_KINDS))),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  closed,
)
export type When = Static<typeof When>
