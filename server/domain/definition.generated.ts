// Generated from form-definitions/definition.schema.json by `npm run generate`. Do not edit.

/**
 * One file of a pack: a report form, a code list, a life, a county, or an overlay over one of them. 一个定义文件：报表、代码表、办理过程、县区，或对它们的修改。
 */
export type Definition = (ReportDefinition | CodeListDefinition | LifeDefinition | CalendarDefinition | LedgerDefinition | LetterDefinition | ClauseDefinition | CountyDefinition | CityDefinition | ProvinceDefinition | OverlayDefinition)
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
export type Id = string
/**
 * Raised with every change of content; the same version with another content refuses to start. 内容一改，版本号加一。
 */
export type Version = number
/**
 * What people read. 给人看的名称。
 */
export type Title = string
/**
 * The document this comes from (平教字〔2024〕11号附件1 …), or what was assumed. 出处；没有出处的写明“假定”。
 */
export type Source = string
/**
 * Place among its neighbours; default is its position in the base file × 10. 排列次序。
 */
export type Order = number
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
export type Expression = string
/**
 * First day this code may be chosen. 启用日。
 */
export type Day = string
/**
 * Last day this code may be chosen; old records keep it. 停用前的最后一天，旧记录仍可读。
 */
export type Day1 = string
/**
 * Stable key of an entry in a map; begins with a letter because JSON reorders keys like 9. 条目的固定键名。
 */
export type Key = string
/**
 * A day, 2026-09-01. 日期。
 */
export type Day2 = string
/**
 * A day, 2026-09-01. 日期。
 */
export type Day3 = string
/**
 * A day, 2026-09-01. 日期。
 */
export type Day4 = string
/**
 * A day, 2026-09-01. 日期。
 */
export type Day5 = string
/**
 * A day, 2026-09-01. 日期。
 */
export type Day6 = string
/**
 * What every key begins with that this layer adds (ps, then ps_jiedu), so that a later base cannot collide with it. 本级新增条目的键名前缀，避免与以后的基础定义重名。
 */
export type Prefix = string

/**
 * A form that offices fill in every period. 各单位按期填报的表。
 */
export interface ReportDefinition {
$schema?: string
id: Id
kind: "report"
version: Version
title: Title
/**
 * Other names the same form goes by. 别名。
 */
aliases?: {
[k: string]: Title
}
source?: Source
/**
 * The county does not use this form. 本县不用此表。
 */
hidden?: boolean
/**
 * Condition over office: which offices owe this report; all schools where absent. 哪些单位要填；不写就是所有学校。
 */
filledBy?: string
period: PeriodRule
schema: RecordSchema
layout: Layout
/**
 * Where a starting value comes from, by table.column or the key of a single field. 起始值的来处，键为“表.列”，或单独栏目的键。
 */
carry?: {
[k: string]: Carry
}
/**
 * Cells counted from a ledger, by table.column. 由台账计数的格，键为“表.列”。
 */
fill?: {
[k: string]: Fill
}
/**
 * Values computed from the record. 由本表算出的数。
 */
formulas?: {
[k: string]: Formula
}
/**
 * Other forms of the same office and period whose numbers checks compare with: other('key.table.column'). 校验里要对照的另一张表（同单位、同期）。
 */
others?: {
[k: string]: OtherReport
}
/**
 * Rules between cells. 格与格之间的勾稽关系。
 */
checks?: {
[k: string]: Check
}
sums?: Sums
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
life: string
}
/**
 * How often, which parts of the year not, and when it is due. 填报周期和截止日。
 */
export interface PeriodRule {
/**
 * How often: week 2026-10-12 (its Monday), month 2026-10, quarter 2026-q4, semester 2026-2027-s1, school year 2026-2027, or the named windows below 2026-w10. 多久一次：周、月、季度、学期、学年，或下面列出的时段。
 */
every: ("week" | "month" | "quarter" | "semester" | "school-year" | "windows")
/**
 * Key of the first period that is asked for (2026-10, 2026-w10); without it the one people stand in when the form comes into use. 从哪一期开始填；不写就从开始使用时的那一期。
 */
first?: string
/**
 * With month: the day each one begins on, where months are not those of the calendar: 26 is the 26th to the 25th of the next. 统计月从几号开始：26 就是 26 日至次月 25 日；不写就是自然月。
 */
monthFrom?: number
/**
 * With monthFrom: a month is called by the calendar month it ends in (default), or by that it begins in. 统计月叫哪个月：结束的月（默认）或开始的月。
 */
monthNamed?: ("end" | "start")
/**
 * Spans of every year, for what is neither month nor half-year (w03, w10: end of March, end of October). 每年的固定时段。
 */
windows?: {
[k: string]: PeriodWindow
}
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
calendar?: string
/**
 * Months (m7, m8: no school; of weeks those that begin in them), quarters (q3) or semesters (s2) without a report. 不报的月、季度或学期。
 */
except?: {
[k: string]: boolean
}
due: DueRule1
/**
 * Months, quarters or semesters due otherwise than the rest (m6 before the summer holidays, s2 by a day of its own). 个别月份、季度或学期单独的截止日。
 */
dues?: {
[k: string]: DueRule1
}
/**
 * A due day that is no workday in the calendar moves. Default keep. 截止日遇休息日：不动、顺延、提前。
 */
onHoliday?: ("keep" | "next-workday" | "previous-workday")
/**
 * Days after the due day before a report counts as late. 宽限天数。
 */
grace?: number
}
/**
 * A span of every year; where `to` lies before `from` it ends in the next year. 每年的一个时段；止早于起的，跨到下一年。
 */
export interface PeriodWindow {
title: Title
order?: Order
from: DayOfYear
to: DayOfYear
due?: DueRule
hidden?: boolean
}
export interface DayOfYear {
month: number
/**
 * The last day where the month is shorter. 该月没有这一天时取月末。
 */
day: number
}
/**
 * Its own due rule, where it differs. 与其他时段不同的截止日。
 */
export interface DueRule {
/**
 * What the day is counted from. 从哪里算起。
 */
of: ("same" | "next" | "start" | "end")
/**
 * With same and next: day of the month; the last day where the month is shorter. 几号；该月没有这一天时取月末。
 */
day?: number
/**
 * With start: that many days, the first day of the period being day 1. With end: days after the last day; below zero before it. 天数：自开始日起第几天（开始日为第1天），或结束后几天；负数是结束前几天。
 */
days?: number
/**
 * As days, seven at a time: weeks 2 of start is the fourteenth day. 周数：开学两周内写 2。
 */
weeks?: number
/**
 * With same and next, in place of day: that workday of the month, -1 being its last. 第几个工作日；-1 是最后一个工作日。
 */
workday?: number
/**
 * The hour on the due day, 17:00; absent: until its end. 当天几点前；不写就到当天结束。
 */
time?: string
/**
 * In place of days: only workdays of the calendar count. 几个工作日内：周末和放假不算，调休上班算。
 */
workdays?: number
}
/**
 * same, next: a day or a workday of the month the period ends in, or of the month after. start: so many days, weeks or workdays from its first day. end: so many after its last. 截止日：当月或次月几号、第几个工作日；开始后几天（周、工作日）内；结束后几天内。
 */
export interface DueRule1 {
/**
 * What the day is counted from. 从哪里算起。
 */
of: ("same" | "next" | "start" | "end")
/**
 * With same and next: day of the month; the last day where the month is shorter. 几号；该月没有这一天时取月末。
 */
day?: number
/**
 * With start: that many days, the first day of the period being day 1. With end: days after the last day; below zero before it. 天数：自开始日起第几天（开始日为第1天），或结束后几天；负数是结束前几天。
 */
days?: number
/**
 * As days, seven at a time: weeks 2 of start is the fourteenth day. 周数：开学两周内写 2。
 */
weeks?: number
/**
 * With same and next, in place of day: that workday of the month, -1 being its last. 第几个工作日；-1 是最后一个工作日。
 */
workday?: number
/**
 * The hour on the due day, 17:00; absent: until its end. 当天几点前；不写就到当天结束。
 */
time?: string
/**
 * In place of days: only workdays of the calendar count. 几个工作日内：周末和放假不算，调休上班算。
 */
workdays?: number
}
/**
 * The fields and tables of one record. 一份表里的栏目和表格。
 */
export interface RecordSchema {
properties: {
[k: string]: Table | Field
}
}
/**
 * Fixed rows from a code list (type object with rows) or free lines (type array). 固定行的表，或可增减行的表。
 */
export interface Table {
type: ("object" | "array")
title: Title
order?: Order
hidden?: boolean
locked?: boolean
rows?: {
codeList: Id
/**
 * Condition over row and office: the rows asked of an office; all are printed. 哪些行要填；打印时全部印出。
 */
when?: string
}
minLines?: number
maxLines?: number
each: {
properties: {
[k: string]: Field
}
}
}
export interface Field {
/**
 * integer: whole number; decimal: exact number with decimals, kept as text; string: text, date or code. 整数、小数（按原样精确保存）、文字或是否。
 */
type: ("integer" | "decimal" | "string" | "boolean")
title: Title
order?: Order
minimum?: number
maximum?: number
/**
 * Of a decimal: at most so many decimal places; 2 where absent. 小数最多几位，不写就是 2 位。
 */
digits?: number
minLength?: number
maxLength?: number
/**
 * A day; an identity number of 18 places with its check digit; a telephone number. 日期、身份证号（核对校验码）、电话。
 */
format?: ("date" | "id-number" | "phone")
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
codeList?: string
/**
 * Must be filled before handing in. 必填。
 */
required?: boolean
/**
 * An empty cell counts as nought. 空着算 0。
 */
blank?: 0
/**
 * One sentence of help at the field. 填写说明。
 */
hint?: string
/**
 * Of a column of fixed rows, a condition over row: the rows that have such a cell; the others print a dash and count as nought. 只有哪些行填这一列；其余各行印“—”，按 0 计算。
 */
when?: string
/**
 * Not shown any more; old values stay. 不再显示，旧数保留。
 */
hidden?: boolean
/**
 * An overlay may retitle, reorder, hint or tighten, nothing else: sums stay comparable. 锁定：下级只能改名称、次序、提示或收紧。
 */
locked?: boolean
source?: Source
}
/**
 * One layout for screen, .xlsx and print. 屏幕、表格文件和打印共用的版式。
 */
export interface Layout {
paper?: {
/**
 * The title above the sheet, with {period} {year} {month} {schoolYear} {season} {county} {office} for what differs from sheet to sheet; the form's own title where absent. 印出的表名，可含填报期、年份、月份、学年、秋季或春季、县名、学校；不写就印表名。
 */
title?: string
size?: ("A4" | "A3")
landscape?: boolean
/**
 * Points, of the letters in tables; 12 (小四) where absent, smaller by itself where a table is too wide. 表内字号（磅）：五号 10.5、小四 12、四号 14；表太宽时自动缩小。
 */
fontSize?: number
/**
 * Millimetres; where absent the rows fill the page. 行高（毫米）；不写就按纸张撑满。
 */
rowHeight?: number
/**
 * Lines above the table. 表头各行。
 */
head?: {
[k: string]: HeadLine
}
/**
 * Notes below the table. 表下附注。
 */
notes?: {
[k: string]: {
text: string
order?: Order
hidden?: boolean
}
}
}
tables: {
[k: string]: TableLayout
}
}
export interface HeadLine {
title: Title
order?: Order
/**
 * What is printed behind the title. 后面印什么。
 */
shows?: ("office" | "period" | "filler" | "nothing")
/**
 * The same words on every sheet, in place of what shows names, such as the number of the approval. 固定的字，例如批准文号；写了就印这几个字。
 */
text?: string
/**
 * Above the table (where absent), in the upper right corner of the sheet, or below the tables, above the notes. 印在表格上方、右上角或表格下方。
 */
place?: ("head" | "corner" | "foot")
/**
 * Leaves a box for the seal. 留公章位置。
 */
seal?: boolean
/**
 * Leaves a line to sign. 留签字位置。
 */
sign?: boolean
hidden?: boolean
}
export interface TableLayout {
/**
 * What people read. 给人看的名称。
 */
rowTitle?: string
/**
 * Millimetres. 首列宽（毫米）。
 */
rowWidth?: number
/**
 * What people read. 给人看的名称。
 */
total?: string
/**
 * The total stands above all rows, and each subtotal above the first of the rows it adds up. 合计、小计排在所加各行的上面。
 */
sumsFirst?: boolean
/**
 * A row of numbers below the header: 甲 under the rows' own head, 1, 2, 3 … under the columns. 表头下印一行栏次：甲、1、2、3……
 */
numbered?: boolean
/**
 * Rows that add up some of the rows, such as those of one stage. 小计行。
 */
subtotals?: {
[k: string]: Subtotal
}
columns: Columns
}
/**
 * Stands behind the last of the rows it adds up; the total row does not count it again. 小计行：排在它所加各行的最后一行之后，合计不重复计算。
 */
export interface Subtotal {
title: Title
order?: Order
/**
 * Condition over row: the rows it adds up. 加哪些行。
 */
where: string
hidden?: boolean
}
/**
 * A tree of headers: a leaf has the key of a property, a group has columns of its own. 表头树：叶子是栏目，组有下级栏目。
 */
export interface Columns {
[k: string]: Column
}
export interface Column {
title?: Title
order?: Order
/**
 * Millimetres on paper. 列宽（毫米）。
 */
width?: number
hidden?: boolean
columns?: Columns
}
export interface Carry {
/**
 * table.column, or the key of a single field, of the previous accepted report. 上期已通过报表的“表.列”，或单独栏目的键。
 */
from: string
of: "previous"
/**
 * What the first report of a school year takes: the same row, or the row before (September shift). 学年第一期：取同一行，或取上一行（升级）。
 */
schoolYear?: ("same-row" | "next-grade")
/**
 * Rows that start from admissions in a new school year: nothing is carried. true, or a condition over office: in a nine-year school grade 7 comes from grade 6. 起始年级：学年初不带数，按招生填写；可写条件，例如九年一贯制学校的七年级由六年级升入。
 */
entry?: {
[k: string]: boolean | Expression
}
/**
 * What a typed value that differs from the carried one means. 填的数与带入的数不同时怎么办。
 */
differs?: ("warning" | "error" | "free")
/**
 * Not carried any more. 不再带入。
 */
hidden?: boolean
}
/**
 * A cell counted from a ledger: the movements of the period, or the children who stand in it at its end; a click shows the children. 由台账计数：本期的异动，或期末在册的学生；点开可看到是哪些学生。
 */
export interface Fill {
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
from: string
/**
 * What is counted: movements (default), or the children who are at the office at the end of the period. 数什么：变动人次（默认）或期末在册人数。
 */
count?: ("movements" | "standing")
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
where: string
/**
 * What names the row of the table: a stamp of the movement (the grade the child had that day), or a field of the standing child; in a field of several codes a child counts in the row of each. 归入哪一行：异动当日的年级等，或在册学生的一栏；可选几项的栏目，每一项各算一次。
 */
by: string
/**
 * What a typed number that differs from the counted one means. Default warning: a reason that the county sees. 填的数与台账不同时怎么办；不写就是须说明原因，县局看得到。
 */
differs?: ("warning" | "error" | "free")
/**
 * Not counted any more. 不再由台账计数。
 */
hidden?: boolean
source?: Source
}
export interface Formula {
title: Title
order?: Order
value: Expression
/**
 * Stable key of an entry in a map; begins with a letter because JSON reorders keys like 9. 条目的固定键名。
 */
each?: string
/**
 * Stable key of an entry in a map; begins with a letter because JSON reorders keys like 9. 条目的固定键名。
 */
to?: string
/**
 * How it is written. 显示为数还是百分比。
 */
show?: ("number" | "percent")
/**
 * Decimal places shown. 显示的小数位。
 */
digits?: number
hidden?: boolean
}
export interface OtherReport {
/**
 * What people read. 给人看的名称。
 */
title: string
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
form: string
/**
 * While it has no numbers: say nothing, ask for a reason, stop handing in. 对方还没有数时：不提示、要写说明、不能上报。
 */
missing: ("silent" | "warning" | "error")
/**
 * Why the two must agree. 为什么要对照。
 */
explain?: string
hidden?: boolean
source?: Source
}
export interface Check {
/**
 * Stable key of an entry in a map; begins with a letter because JSON reorders keys like 9. 条目的固定键名。
 */
each?: string
/**
 * error stops handing in; warning asks for a reason. 错误不能上报；警告须说明原因。
 */
level: ("error" | "warning")
/**
 * Columns at which the message is shown. 提示显示在哪一列。
 */
at?: {
[k: string]: boolean
}
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
that: string
/**
 * Shown when it is not; {expression} holes. 不成立时的提示，花括号里可写公式。
 */
message: string
/**
 * Why the rule stands. 为什么有这条规则。
 */
explain?: string
hidden?: boolean
source?: Source
}
/**
 * How numbers become one in rows of sums and up the tree of offices: added, worked out again from the sums, their average, or neither. Without a word a rate is worked out again, any other number adds in its own report and goes no further. 合计与逐级汇总的办法：相加、按合计数重算、求平均、都不做；不写时，比率重算，别的数只在本表合计。
 */
export interface Sums {
[k: string]: "add" | "again" | "average" | "none" | {
[k: string]: "add" | "again" | "average" | "none"
}
}
export interface CodeListDefinition {
$schema?: string
id: Id
kind: "code-list"
version: Version
title: Title
source?: Source
codes: {
[k: string]: {
title: Title
order?: Order
/**
 * Stage of schooling a grade belongs to. 年级所属学段。
 */
stage?: string
from?: Day
until?: Day1
/**
 * Codes of this list that it turned into, so that a series can be read across years. 停用后对应的新代码。
 */
becomes?: {
[k: string]: boolean
}
source?: Source
hidden?: boolean
locked?: boolean
}
}
}
/**
 * States, and who may take a record from one to the next. 状态，以及谁能把它推进到下一步。
 */
export interface LifeDefinition {
$schema?: string
id: Id
kind: "life"
version: Version
title: Title
source?: Source
initial: Key
states: {
[k: string]: LifeState
}
actions: {
[k: string]: LifeAction
}
}
export interface LifeState {
title: Title
order?: Order
colour: ("default" | "processing" | "warning" | "error" | "success")
editable?: Roles
/**
 * It has left the school: counts as submitted and enters the sums. 已上报：算交了表，进入汇总。
 */
handedIn?: boolean
/**
 * Nothing is missing any more; values may be carried from it. 已办结，可带入下期。
 */
final?: boolean
/**
 * No longer gone to; what stands in it can still be read and moved on. 不再走到；已经停在这里的仍可查看、继续往下办。
 */
hidden?: boolean
}
/**
 * Who may type in it. 谁可以填写。
 */
export interface Roles {
[k: string]: boolean
}
export interface LifeAction {
title: Title
order?: Order
from: {
[k: string]: boolean
}
to: Key
by: Roles1
/**
 * All errors must be gone and all warnings explained. 须无错误，警告均已说明。
 */
checks?: boolean
needs?: {
reason?: boolean
}
/**
 * The one main button. 主要按钮。
 */
main?: boolean
/**
 * What people read. 给人看的名称。
 */
done?: string
hidden?: boolean
}
export interface Roles1 {
[k: string]: boolean
}
/**
 * Terms, holidays and moved workdays of the schools. 校历：学期起止、放假和调休。
 */
export interface CalendarDefinition {
$schema?: string
id: Id
kind: "calendar"
version: Version
title: Title
source?: Source
/**
 * School years by the year they begin in (y2026 is 2026—2027). 学年，以开始的年份为键。
 */
years: {
[k: string]: CalendarYear
}
/**
 * Days off. 放假。
 */
holidays?: {
[k: string]: DaySpan2
}
/**
 * Saturdays and Sundays worked instead. 调休上班。
 */
workdays?: {
[k: string]: DaySpan2
}
}
export interface CalendarYear {
s1: DaySpan
s2: DaySpan1
}
/**
 * Autumn term. 秋季学期（第一学期）。
 */
export interface DaySpan {
title?: Title
from: Day2
to: Day3
source?: Source
hidden?: boolean
}
/**
 * Spring term. 春季学期（第二学期）。
 */
export interface DaySpan1 {
title?: Title
from: Day2
to: Day3
source?: Source
hidden?: boolean
}
export interface DaySpan2 {
title?: Title
from: Day2
to: Day3
source?: Source
hidden?: boolean
}
/**
 * A ledger of people: one record each, made by events. 台账：一人一条，由事件记成。
 */
export interface LedgerDefinition {
$schema?: string
id: Id
kind: "ledger"
version: Version
title: Title
aliases?: {
[k: string]: Title
}
source?: Source
hidden?: boolean
schema: {
properties: LedgerFields
}
/**
 * Which field holds what the program itself works with. 程序要用到的内容在哪一栏。
 */
meanings: {
name: Key
idNumber?: Key
studentNumber?: Key
sex?: Key
born?: Key
guardian?: Key
phone?: Key
address?: Key
village?: Key
household?: Key
grade?: Key
class?: Key
state: Key
tags?: Key
}
layout?: {
/**
 * How the file of one child is arranged. 一人一档的分组。
 */
groups?: {
[k: string]: LedgerGroup
}
/**
 * Columns of the list that are shown at first. 列表开始时显示的列。
 */
list?: {
[k: string]: {
order?: Order
/**
 * Pixels. 列宽（像素）。
 */
width?: number
hidden?: boolean
}
}
}
/**
 * Sensitive fields. 敏感栏目。
 */
privacy?: {
[k: string]: Privacy
}
/**
 * By code of the state field's code list. 状态，键为状态代码。
 */
states: {
[k: string]: LedgerState
}
/**
 * Books: named conditions over one set of records. 分册：同一批记录上的命名条件。
 */
views?: {
[k: string]: LedgerBook
}
/**
 * What may happen to a child. 异动。
 */
events: {
[k: string]: LedgerEvent
}
/**
 * Who may. 谁可以查看、建档、更正、导入、导出。
 */
by: {
read?: Roles1
create?: Roles1
edit?: Roles1
import?: Roles1
export?: Roles1
}
}
export interface LedgerFields {
[k: string]: LedgerField
}
export interface LedgerField {
/**
 * codes: any number of codes of the list. 文字、整数、是否，或代码表里的多项。
 */
type: ("string" | "integer" | "boolean" | "codes")
title: Title
order?: Order
format?: ("date" | "id-number" | "student-number" | "phone")
codeList?: Id
minimum?: number
maximum?: number
maxLength?: number
required?: boolean
hint?: string
/**
 * What its column may be called besides in a list that is read in, 、 between them. 导入时这一列还可以叫什么，用顿号隔开。
 */
heads?: string
/**
 * Only events set it; nobody types it. 只由异动改变，不能直接填。
 */
set?: "by-event"
hidden?: boolean
locked?: boolean
source?: Source
}
export interface LedgerGroup {
title: Title
order?: Order
hidden?: boolean
fields: {
[k: string]: {
order?: Order
/**
 * Not in this group any more: it stands in another. 不再放在这一组。
 */
hidden?: boolean
}
}
}
export interface Privacy {
/**
 * How it is masked. 遮盖办法。
 */
mask: ("id-number" | "phone" | "name" | "address" | "all")
full?: Roles2
unmask?: Roles3
/**
 * Masked in lists and in what is exported from them for everybody; full holds in the file of one child. 名单和导出的表里对谁都遮盖，总看到全文的人在一人一档里看。
 */
lists?: boolean
}
/**
 * Who sees it in full always. 谁总能看到全文。
 */
export interface Roles2 {
[k: string]: boolean
}
/**
 * Who may look at one child's, with a reason that is logged. 谁可以写明原因逐个查看，查看会记下来。
 */
export interface Roles3 {
[k: string]: boolean
}
export interface LedgerState {
colour: ("default" | "processing" | "warning" | "error" | "success")
/**
 * State of a child newly entered. 建档时的状态。
 */
initial?: boolean
/**
 * Another office may take the child in. 可由别的学校接收。
 */
released?: boolean
/**
 * Counts as a pupil of the office. 算作在校学生。
 */
attending?: boolean
hidden?: boolean
}
export interface LedgerBook {
title: Title
order?: Order
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
where: string
remind?: Roles4
hint?: string
hidden?: boolean
locked?: boolean
source?: Source
}
/**
 * Whose to-do list says how many children stand in it. 谁的待办里提醒这本分册有几名学生。
 */
export interface Roles4 {
[k: string]: boolean
}
export interface LedgerEvent {
title: Title
order?: Order
hint?: string
/**
 * States it may happen in. 哪些状态下可以发生。
 */
from: {
[k: string]: boolean
}
by: Roles1
/**
 * What is written down. 要记什么。
 */
schema?: {
properties: LedgerFields
}
/**
 * Only children for whom it holds. 只有符合条件的学生才能记，例如劝返满三次。
 */
guard?: {
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
when: string
/**
 * What is said where it does not hold. 不符合时的说明。
 */
otherwise: string
}
/**
 * Photos or scans. 证明材料（照片或扫描件）。
 */
proof?: {
atLeast?: number
hint?: string
}
/**
 * Field and what it becomes: an expression over child and event. 栏目变成什么。
 */
sets?: {
[k: string]: Expression
}
/**
 * The child comes to the office that writes it down. 学生归到记录的学校。
 */
takesIn?: boolean
colour?: ("default" | "processing" | "warning" | "error" | "success")
hidden?: boolean
locked?: boolean
source?: Source
}
/**
 * A letter to the parents of children in a ledger. 发给家长的信函、文书。
 */
export interface LetterDefinition {
$schema?: string
id: Id
kind: "letter"
version: Version
title: Title
aliases?: {
[k: string]: Title
}
source?: Source
hidden?: boolean
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
of: string
by: Roles5
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
for?: string
template: {
/**
 * Below templates/. 模板文件。
 */
file?: string
/**
 * The county's own template; goes before the file. 县里自己的模板，优先于文件。
 */
text?: string
}
/**
 * How the page looks, instead of what the page itself says. 字号、行距、标题颜色、落款日期；不写就按版式。
 */
paper?: {
/**
 * Points, of the wording; the page says where absent. 正文字号（磅）：小四 12、四号 14、三号 16。
 */
fontSize?: number
/**
 * Of the wording, in lines. 正文行距（倍）。
 */
lineHeight?: number
/**
 * Points, of quoted articles. 法条字号（磅）。
 */
lawSize?: number
/**
 * Points, of the title. 标题字号（磅）：二号 22、小一 24、一号 26。
 */
titleSize?: number
/**
 * Of the title and of the lines above it. 标题和抬头的颜色。
 */
titleColour?: ("black" | "red")
/**
 * A line below title and number, in the colour of the title. 标题、文号下面印一条线，颜色随标题。
 */
headLine?: boolean
/**
 * How the day of issue is written: 2027年9月1日 or 二〇二七年九月一日. 签发日期（落款）的写法。
 */
signDate?: ("digits" | "han")
}
/**
 * Values the letter names. 信里用到的内容。
 */
fields?: {
[k: string]: LetterField
}
/**
 * Wording, with {field} holes. 正文各段，花括号里写栏目名。
 */
texts?: {
[k: string]: LetterText
}
/**
 * Articles that are quoted, in the edition in force on the day of issue. 引用的法条，按签发当日有效的文本。
 */
clauses?: {
[k: string]: LetterClause
}
serial: {
/**
 * {office} {school} {year} {schoolYear} {number:4}: short name of the issuing office, the child's school, year, school year, running number with four digits. 文号格式。
 */
pattern: string
/**
 * Short name of the issuing office in serials. 文号里的机关代字。
 */
office?: string
/**
 * What has numbers of its own, beside the county and the year. 顺序号分别从 1 起。
 */
per?: {
/**
 * Each school has numbers of its own. 每所学校各自从 1 起。
 */
school?: boolean
/**
 * Numbers begin again on 1 September, and {year} is the year the school year began in. 每学年（9 月 1 日）从 1 起，年份写学年开始的那一年；不写就每年从 1 起。
 */
schoolYear?: boolean
}
}
once?: {
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
key: string
/**
 * What people read. 给人看的名称。
 */
title: string
/**
 * household: one for all children with the same household number; a child without one has its own. 每户一份：户号相同的孩子合发一份，没有户号的一人一份。
 */
per?: ("child" | "household")
}
/**
 * A receipt on the same sheet, to tear off. 同一张纸上的送达回证。
 */
receipt?: {
title: Title
hidden?: boolean
lines: {
[k: string]: {
title: Title
order?: Order
/**
 * Printed behind it, with {field} holes; empty: to be written by hand. 印在后面的内容，空着由人填写。
 */
text?: string
hidden?: boolean
}
}
/**
 * Copies below each other, each with its name (存根联, 回执联); where absent one without a name. 分几联，每联一个名称。
 */
copies?: {
[k: string]: {
title: Title
order?: Order
hidden?: boolean
}
}
}
}
/**
 * Who may issue it. 谁可以签发。
 */
export interface Roles5 {
[k: string]: boolean
}
export interface LetterField {
title: Title
order?: Order
/**
 * Where it comes from: child.guardian, school.title, office.title, county.title, household.names (all children of the household the letter may go to). 来处。
 */
from?: string
/**
 * Asked of whoever issues. 签发时填写。
 */
ask?: boolean
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
value?: string
/**
 * A date is written 2027年9月1日, a han-date 二〇二七年九月一日. 日期按“2027年9月1日”写，或用汉字数字。
 */
type?: ("string" | "date" | "han-date")
/**
 * Proposed when it is asked. 填写时的默认内容。
 */
default?: string
maxLength?: number
/**
 * Without it no letter is issued. 缺了不能签发。
 */
required?: boolean
/**
 * Without it a warning. 缺了提醒。
 */
wanted?: boolean
hint?: string
hidden?: boolean
}
export interface LetterText {
text: string
/**
 * body where absent; law is the heading above the quoted articles; above stands over the title, subtitle below it. 段落种类：正文、称呼、小标题、法条标题（法条印在它下面）、居中、靠右、抬头（标题上面）、副标题（标题下面）。
 */
kind?: ("body" | "salutation" | "heading" | "law" | "centre" | "right" | "above" | "subtitle")
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
when?: string
order?: Order
title?: Title
hidden?: boolean
source?: Source
}
export interface LetterClause {
law: Id
/**
 * a11 is article 11. a11 即第十一条。
 */
article: string
/**
 * Only this paragraph of it. 只引第几款。
 */
paragraph?: number
/**
 * A CEL expression. 公式（CEL 表达式）。
 */
when?: string
order?: Order
hidden?: boolean
}
/**
 * A law, its editions and their articles, word for word. 法律法规条文，按版本原文收录。
 */
export interface ClauseDefinition {
$schema?: string
id: Id
kind: "clause"
version: Version
title: Title
source?: Source
editions: {
[k: string]: ClauseEdition
}
}
export interface ClauseEdition {
/**
 * Who passed it when. 通过机关、时间。
 */
title: string
passed: Day4
from: Day5
until?: Day6
/**
 * a11 is article 11; paragraphs are separated by line breaks. 各段之间换行。
 */
articles: {
[k: string]: {
title: Title
text: string
}
}
}
export interface CountyDefinition {
$schema?: string
id: Id
kind: "county"
version: Version
title: Title
/**
 * What people read. 给人看的名称。
 */
bureau: string
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
city?: string
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
province?: string
prefix?: Prefix
source?: Source
}
/**
 * A city that sees the sums of its counties and no more. 只看各县汇总数的市。
 */
export interface CityDefinition {
$schema?: string
id: Id
kind: "city"
version: Version
title: Title
bureau: Title
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
province?: string
prefix?: Prefix
source?: Source
}
/**
 * A province: a layer of changes between the product and its cities. 省：产品与各市之间的一层修改。
 */
export interface ProvinceDefinition {
$schema?: string
id: Id
kind: "province"
version: Version
title: Title
prefix?: Prefix
source?: Source
}
/**
 * A county's differences from a base definition, as a JSON Merge Patch (RFC 7396). 县区对基础定义的修改。
 */
export interface OverlayDefinition {
$schema?: string
id: Id
kind: "overlay"
version: Version
/**
 * Stable name of a definition, never shown to a clerk. 定义的固定标识，不给填表人看。
 */
of: string
why?: string
source?: Source
/**
 * What no document says and was assumed, by place. 没有文件依据、属于假定的内容。
 */
assumed?: {
[k: string]: string
}
patch: {

}
}
