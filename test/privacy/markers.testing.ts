/** Words that stand nowhere else: who finds one has found the person, or what they said. */
import type pg from 'pg'

/** Who somebody is. */
export const PERSON = {
  name: '司徒皓轩玖',
  phone: '13977665544',
  phone2: '13977660011',
  idNumber: '110101199003071233',
  address: '云杉胡同九十九号院',
}
/** What they said and where; the numbers in it are the person's again. */
export const SAID = {
  title: '紫藤萝瀑布旁',
  content: '玛瑙色的积水潭',
  purpose: '盼望琥珀般的清澈',
  place: '栖霞北里七十七栋',
}
export const SECRET = {
  title: '蓝莓酱事件',
  content: '红豆杉下的秘密',
  place: '鹤鸣山庄甲三',
}
export const REWRITTEN = '某处有一件需要核查的事'

/** Which of the words are in a text, as they are or as JSON and addresses write them. */
export const foundIn = (text: string, words: Record<string, string>): string[] =>
  Object.entries(words).flatMap(([name, word]) =>
    text.includes(word) || text.includes(encodeURIComponent(word)) ? [name] : [],
  )

/** In which columns of the database a word stands, in plain or as the bytes of its text: `table.column`. */
export async function columnsWith(pool: pg.Pool, word: string): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT table_name AS t, column_name AS c FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector', 'USER-DEFINED')`,
  )
  const hex = Buffer.from(word).toString('hex')
  const asked = rows.map(
    ({ t, c }) =>
      `SELECT '${t}.${c}' AS at FROM "${t}" WHERE position($1 in "${c}"::text) > 0 OR position($2 in "${c}"::text) > 0`,
  )
  const found = await pool.query(asked.join(' UNION '), [word, hex])
  return found.rows.map(r => r.at).sort()
}
