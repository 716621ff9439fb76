/** Organisations that bring appeals: enterprises, relocated units 疏解单位, chambers, institutions; and what is known of them. */
import Type, { type Static } from 'typebox'

export const ORGANISATION_KINDS = ['enterprise', 'relocatedUnit', 'chamber', 'institution'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** 法人、生产负责人、联络人、代办人: who speaks for an organisation. */
export const CONTACT_ROLES = ['owner', 'production', 'liaison', 'delegate'] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]

/** 生产状态 (SZ-14). */
export const PRODUCTION_STATUSES = ['planned', 'building', 'producing', 'partly', 'stopped'] as const

/** How far a relocated unit has come (XA-39). */
export const RELOCATION_STAGES = ['intending', 'building', 'moving', 'settled'] as const

/** The profile beside name and kind; everything may be unknown. */
export const OrganisationProfile = Type.Object(
  {
    industry: Type.Optional(Type.String({ minLength: 1 })),
    status: Type.Optional(Type.Enum(PRODUCTION_STATUSES)),
    /** In 10 000 yuan 万元. */
    monthlyOutputWan: Type.Optional(Type.Number({ minimum: 0 })),
    employees: Type.Optional(Type.Integer({ minimum: 0 })),
    /** For a relocated unit: where it came from, and how far it is. */
    origin: Type.Optional(Type.String({ minLength: 1 })),
    stage: Type.Optional(Type.Enum(RELOCATION_STAGES)),
    /** Parts of it on whose behalf a delegate may submit (XA-24). */
    subUnits: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    /** What was written down at the last visit. */
    notes: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
)
export type OrganisationProfile = Static<typeof OrganisationProfile>
