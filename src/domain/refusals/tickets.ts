/** The expected noes of where a ticket stands, and its transfer: HTTP status, a Chinese and an English sentence. */
import type { Sentences } from './sentences.ts'

export const tickets = {
  // Where a ticket stands
  'wrong-stage': [409, '当前环节不能这样办理。', 'This cannot be done at the present stage.'],
  'already-done': [409, '已经办过了。', 'This has been done already.'],
  'has-ended': [409, '这一单已经结束。', 'This ticket has ended.'],
  'is-suspended': [409, '这一单已挂账，先恢复再办。', 'This ticket is suspended; resume it first.'],
  'no-such-assignment': [404, '没有这条承办任务。', 'There is no such assignment.'],
  'no-such-approval': [404, '没有这条申请。', 'There is no such request.'],
  'already-decided': [409, '这条申请已经有结论。', 'This request has been decided.'],
  // Transfer
  'no-such-unit': [422, '没有这个单位，或已停用。', 'There is no such unit, or it is no longer active.'],
  'unit-already-assigned': [409, '这个单位已在办理。', 'This unit is already on it.'],
  'one-lead-only': [422, '必须有且只有一个牵头单位。', 'There must be exactly one lead unit.'],
  'below-floor': [
    409,
    '依据责任清单，这类事项不得再往下派。',
    'The dispatch catalogue forbids passing this lower down.',
  ],
  'not-below': [422, '只能转给下级单位。', 'It can only be passed to a unit below.'],
  'return-window-closed': [409, '退单时限已过。', 'The time for returning it is over.'],
  'returned-too-often': [
    409,
    '退单次数已满，请提出异议，由中心裁定。',
    'It has been returned as often as the rules allow; object, and the centre rules.',
  ],
  'ruling-binds': [409, '已经裁定，不能再退。', 'A ruling binds; it cannot be returned again.'],
  'not-claimable': [409, '这件事不能认领。', 'This matter cannot be claimed.'],
  'return-first': [
    409,
    '请先退单；退单未被接受或次数已满后才能提出异议。',
    'Return it first; an objection is for a return that was rejected, or when the returns are used up.',
  ],
  'passed-down': [
    409,
    '这是上级单位转办的，请由上级单位提出。',
    'It was passed down; the unit above has to ask.',
  ],
  'own-dispatch': [
    403,
    '裁定须由派单人和原审核人以外的人作出。',
    'A ruling has to be made by somebody who neither dispatched it nor decided on its return.',
  ],
  'no-such-person': [422, '这个单位没有这名在职人员。', 'The unit has no such person.'],
  'person-away': [
    409,
    '此人休假，且没有在岗的替班人。',
    'This person is on leave and nobody stands in for them.',
  ],
  'skill-missing': [
    409,
    '此人不具备这类事项要求的专业技能，单位内有具备的人员。',
    'This person lacks the skill the matter asks for, and others in the unit have it.',
  ],
} as const satisfies Sentences
