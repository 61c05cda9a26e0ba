// Everything that can be refused, in one catalogue. Codes are never reused.

const catalogue = {
  BAD_REQUEST: '请求的内容不正确',
  BAD_JSON: '提交的内容不是完整的数据，请刷新页面后再试',
  TOO_LARGE: '内容太大',
  NOT_FOUND: '没有找到，或您无权查看',
  METHOD_NOT_ALLOWED: '不支持这种操作',
  SIGNED_OUT: '请先登录',
  SIGN_IN_FAILED: '账号或密码不正确',
  SIGN_IN_BLOCKED: '登录失败次数过多，请稍后再试',
  CROSS_SITE: '请求不是从本系统页面发出的',
  FORBIDDEN: '您没有办理此事的权限',
  BAD_PERIOD: '这个月份不需要填报，或还没有开始',
  BAD_DATA: '有内容填写不正确',
  NOT_EDITABLE: '这张表现在不能修改',
  CONFLICT: '有内容刚被别人改过，请选择保留哪一个',
  STALE: '这张表刚被别人办理过，请查看最新情况',
  NO_SUCH_ACTION: '现在不能进行这一步',
  REASON_REQUIRED: '请写明原因',
  CHECKS_FAILED: '还有没有改正或说明的问题，不能上报',
  EXISTS: '台账里已经有了',
  BAD_FILE: '不能使用这个文件',
  NOTHING_TO_ISSUE: '没有可以签发的',
  BAD_SPREADSHEET: '无法读取这个表格文件',
  BAD_DEFINITION: '表单定义有错误',
  UPGRADE_DUE: '沿用的基础定义有了新版，请先处理再发布',
  NOTHING_NEW: '与现在使用的版本相同，没有要发布的内容',
  IN_USE: '还在使用，不能停用',
  BAD_PACK: '无法读取这个定义包文件',
  PRINT_UNAVAILABLE: '暂时无法打印，请稍后再试',
  BUSY: '系统正忙，请稍后再试',
  INTERNAL: '系统出错了，已记录下来，请稍后再试',
} as const;

export type ProblemCode = keyof typeof catalogue;
export type Fault = { path: string; message: string };

/** A refusal that a person can read. `detail` replaces the catalogue's sentence; `errors` lists every fault at once. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: Fault[];
  /** Further members of the answer, such as `conflicts`. */
  readonly extra: Record<string, unknown>;

  constructor(code: ProblemCode, options: { detail?: string; errors?: Fault[]; extra?: Record<string, unknown> } = {}) {
    super(options.detail ?? catalogue[code]);
    this.name = 'Problem';
    this.code = code;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
  }

  get title(): string {
    return catalogue[this.code];
  }
}
