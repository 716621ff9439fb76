/** Words that come up every day, with 〔blanks〕 to fill in; written for this project. They stand in Chinese: citizens read them. */
import type { Ticket } from '../../../contract/record.ts'

export interface Template {
  zh: string
  en: string
  text: string
}

/** What still has to be filled in. */
export const BLANK = /〔[^〕]*〕/

const CONTACT: readonly Template[] = [
  {
    zh: '已说明安排',
    en: 'Told what is planned',
    text: '已电话联系诉求人，核实反映的情况为〔情况〕，告知由〔姓名或科室〕办理，预计〔日期〕前答复，诉求人表示〔意见〕。',
  },
  {
    zh: '约定现场',
    en: 'Agreed to meet on site',
    text: '已与诉求人约定〔时间〕在{{place}}现场核实，届时由〔姓名〕到场。',
  },
  {
    zh: '未接通',
    en: 'Nobody answered',
    text: '于〔时间〕拨打诉求人电话未接通，已发短信告知，将于〔时间〕再次联系。',
  },
  {
    zh: '对方补充了情况',
    en: 'More was said',
    text: '诉求人补充：〔补充内容〕。已记录并据此办理。',
  },
]

const PRELIMINARY: readonly Template[] = [
  {
    zh: '已受理正在查',
    en: 'Being looked into',
    text: '您好！您反映的“{{title}}”已由{{unit}}受理。我们已于〔日期〕安排人员核实，目前〔进展〕，将于〔日期〕前向您答复结果。',
  },
  {
    zh: '需要时间',
    en: 'Needs time',
    text: '您好！您反映的问题经初步核实属实，因〔原因〕需要〔时间〕处理，期间我们会〔临时措施〕，请您谅解。',
  },
]

const REPLY: readonly Template[] = [
  {
    zh: '已解决',
    en: 'Solved',
    text: '您好！您反映的“{{title}}”，{{unit}}于〔日期〕到{{place}}现场核查，情况〔属实／部分属实〕。已〔采取的措施〕，于〔日期〕处理完毕。如再次出现，请随时联系我们，电话〔电话〕。感谢您的监督！',
  },
  {
    zh: '部分解决，有计划',
    en: 'Partly, with a plan',
    text: '您好！您反映的“{{title}}”，经核查：〔情况〕。其中〔已办部分〕已办结；〔未办部分〕因〔原因〕暂不能完成，计划于〔日期〕前由〔单位〕完成，我们会主动告知您进展。',
  },
  {
    zh: '暂不能解决，说明依据',
    en: 'Cannot be done now, with the grounds',
    text: '您好！您反映的“{{title}}”，经研究，依据〔法规或文件名称及条款〕，目前不能〔事项〕，理由是〔理由〕。您可以〔其他途径〕。如有疑问请致电〔电话〕，我们当面向您解释。',
  },
  {
    zh: '解答政策',
    en: 'A question answered',
    text: '您好！关于您咨询的“{{title}}”：〔答案〕。依据是〔文件名称〕。办理地点：〔地点〕，所需材料：〔材料〕，办理时限：〔时限〕。',
  },
]

const PROGRESS: readonly Template[] = [
  { zh: '已派人', en: 'Somebody was sent', text: '已安排〔姓名〕于〔时间〕到{{place}}处理。' },
  {
    zh: '等材料或配件',
    en: 'Waiting for parts',
    text: '已查明原因为〔原因〕，正在等待〔材料或配件〕，预计〔日期〕到位。',
  },
]

const SITE: readonly Template[] = [
  {
    zh: '已处置',
    en: 'Dealt with',
    text: '〔日期〕到{{place}}核查，发现〔情况〕，现场已〔措施〕，处置前后照片附后。',
  },
  {
    zh: '未发现',
    en: 'Nothing found',
    text: '〔日期〕到{{place}}核查，未发现所反映的情况，已询问周边〔人员〕，将于〔日期〕再次巡查。',
  },
]

/** By the name of the act and of the field. */
const TEMPLATES: Readonly<Record<string, readonly Template[]>> = {
  'contactAppellant.note': CONTACT,
  'replyPreliminarily.answer': PRELIMINARY,
  'reply.answer': REPLY,
  'recordProgress.note': PROGRESS,
  'checkSite.note': SITE,
}

/** What is known of the ticket is filled in; the rest stays as blanks. */
export function templatesFor(act: string, field: string, ticket: Ticket): readonly Template[] {
  const known: Record<string, string | null | undefined> = {
    title: ticket.title,
    place: ticket.region?.name,
    unit: ticket.leadUnit?.name,
  }
  const fill = (text: string) =>
    text.replace(
      /\{\{(\w+)\}\}/g,
      (_, key: string) => known[key] ?? (key === 'place' ? '〔地点〕' : '〔事项〕'),
    )
  return (TEMPLATES[`${act}.${field}`] ?? []).map(one => ({ ...one, text: fill(one.text) }))
}
