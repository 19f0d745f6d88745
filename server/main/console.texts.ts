/** What the operator reads on the console: Chinese first, then English. Logs are for machines and English alone. */
type Line = { readonly zh: string; readonly en: string };

const rows = (entries: readonly (readonly [string, string])[]): string =>
  entries.map(([label, value]) => (label || value ? `  ${label.padEnd(label ? 16 : 18)}${value}` : '')).join('\n');

export const lines = {
  alreadyRuns: (address: string | null, pid: number): Line => ({
    zh: `里程已在运行：${address ?? '（正在启动）'}（进程 ${pid}）`,
    en: `Licheng already runs${address ? ` at ${address}` : ' and is just starting'} (process ${pid}).`,
  }),
  portTaken: (host: string, port: number): Line => ({
    zh: `${host} 的端口 ${port} 已被其他程序占用。请换一个端口，例如：PORT=${port + 1} npm start`,
    en: `Port ${port} of ${host} is taken by another program. Choose another: PORT=${port + 1} npm start`,
  }),
  portForbidden: (port: number): Line => ({
    zh: `没有权限监听端口 ${port}。请使用 1024 以上的端口，例如：PORT=3000 npm start`,
    en: `This user may not listen on port ${port}. Choose one above 1024: PORT=3000 npm start`,
  }),
  addressAbsent: (host: string): Line => ({
    zh: `本机没有地址 ${host}。请把 HOST 设为 127.0.0.1 或 0.0.0.0`,
    en: `This machine does not have the address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0`,
  }),
  loadingDemo: (): Line => ({ zh: '正在建立演示公司……', en: 'making the demo company …' }),
  demoHalfMade: (): Line => ({
    zh: '上次建立演示公司时中断，重新建立',
    en: 'the demo company was interrupted while it was made; making it anew',
  }),
  demoHalfMadeElsewhere: (): Line => ({
    zh: '演示公司只建立了一部分。请换一个空数据库，或设置 LICHENG_DEMO=0',
    en: 'The demo company was made only in part. Use an empty database, or set LICHENG_DEMO=0',
  }),
  upgrading: ({ name, place, of }: { name: string; place: number; of: number }): Line => ({
    zh: `正在升级数据库：第 ${place}/${of} 步（${name}）……`,
    en: `upgrading the database, step ${place} of ${of} (${name}) …`,
  }),
  stopping: (): Line => ({ zh: '正在停止……', en: 'stopping …' }),
} as const;

export const both = ({ zh, en }: Line): string => `${zh}\n${en}`;

export type Ready = {
  readonly address: string;
  readonly version: string;
  readonly seconds: number;
  readonly database: string;
  readonly signIn: 'demo' | 'admin missing' | 'password';
};

/** What stands on the console when the program is ready: where it is and how to get in. */
export function readyBanner({ address, version, seconds, database, signIn }: Ready): string {
  const ways = {
    demo: [
      ['登录 Sign in', '在登录页选一位演示人员，无需密码 · choose a demo person on the page, no password'],
      ['', 'east.rep1 销售代表 · east.manager 大区经理 · exec 高层 · ops 销售管理部 · admin 管理员'],
    ],
    'admin missing': [
      ['登录 Sign in', '先建立管理员 · first make an administrator:'],
      ['', 'npm run licheng -- admin create --login admin --name 管理员'],
    ],
    password: [['登录 Sign in', '用户名和密码 · login and password']],
  } as const;
  return [
    '',
    `里程 Licheng ${version} 已就绪 · ready (${seconds.toFixed(1)} s)`,
    '',
    rows([['打开 Open', address], ...ways[signIn], ['数据 Data', database], ['停止 Stop', 'Ctrl+C']]),
    '',
  ].join('\n');
}

export const cliHelp = [
  'npm run licheng -- <命令 command>',
  '',
  rows([
    ['help', '显示本帮助 · this text'],
    ['migrate', '把数据库升级到本版本 · bring the database to this version'],
    ['admin create', '建立管理员 · make an administrator'],
    ['', '--login <登录名> [--name <姓名>] [--password-stdin]'],
    ['admin password', '重设密码并取消第二步验证 · give a new password, remove the second step'],
    ['', '--login <登录名> [--password-stdin]'],
  ]),
  '',
  '使用与 npm start / npm run serve 相同的环境变量 · the same environment as npm start or npm run serve:',
  'DATABASE_URL, LICHENG_SECRET, LICHENG_DATA_DIR',
].join('\n');

/** What the console says after a password was given to `login`; a one-time password is shown here and nowhere else. */
export function oneTimeNote(login: string, oneTime: string | null): string {
  const done = `已设置 · done: ${login}`;
  if (!oneTime) return done;
  return [
    done,
    `一次性密码 one-time password: ${oneTime}`,
    '首次登录时须更改，七天内有效 · it has to be changed at the first sign-in, within seven days',
  ].join('\n');
}

export const upToDate = '数据库已是最新 · the database is up to date';
