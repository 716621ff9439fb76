/** The contact people of organisations on the wire: who answers for one, and on whose behalf a delegate may submit. */
import Type from 'typebox'
import { CONTACT_ROLES } from '../domain/directory/organisations.ts'
import { tag } from './directory.ts'
import { closed, contract, Id, Line, nullable, oneOf } from './route.ts'

const byCode = closed({ code: Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000]+$' }) })
const SubUnits = Type.Array(Line, { maxItems: 200 })

export const listOrganisationContacts = contract({
  name: 'listOrganisationContacts',
  method: 'GET',
  path: '/directory/organisations/{code}/contacts',
  tag,
  summary: '联系人 Contact people; name and phone masked for those who may not edit the directory',
  may: 'directory.read',
  params: byCode,
  answer: closed({
    items: Type.Array(
      closed({
        id: Id,
        role: oneOf(CONTACT_ROLES),
        name: nullable(Type.String()),
        phone: nullable(Type.String()),
        subUnits: Type.Array(Type.String()),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const addContact = contract({
  name: 'addContact',
  method: 'POST',
  path: '/directory/organisations/{code}/contacts',
  tag,
  summary: '登记联系人 Add a contact person; with this phone they sign in for the organisation',
  may: 'directory.edit',
  params: byCode,
  body: closed({
    role: oneOf(CONTACT_ROLES),
    name: Line,
    phone: Type.String({ pattern: '^[0-9+][0-9+ -]{4,23}$' }),
    subUnits: Type.Optional(SubUnits),
  }),
  answer: closed({ id: Id }),
  status: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'not-found', 'no-such-sub-unit'],
})

export const endContact = contract({
  name: 'endContact',
  method: 'DELETE',
  path: '/directory/contacts/{id}',
  tag,
  summary: '注销联系人 The person no longer speaks for the organisation',
  may: 'directory.edit',
  params: closed({ id: Id }),
  answer: closed({ directoryVersion: Type.Integer() }),
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'not-found'],
})
