/** What each `npm run` command runs under Node 24. `web` says that it needs the built web files, which are all that a command without `run` is for. */
export const commands = {
  start: { about: 'start here, with the demo company: 启动（含演示公司）', run: ['server/main/start.ts'], web: true },
  test: { about: 'run every check and test: 全部检查与测试', run: ['scripts/test.ts'] },
  build: { about: 'build the web pages if they changed: 构建网页', web: true },
  serve: { about: 'start in production: 生产环境启动', run: ['server/main/serve.ts'], web: true },
  worker: { about: 'run background jobs only: 仅运行后台任务', run: ['server/main/worker.ts'] },
  licheng: { about: 'commands of the operator: 运维命令', run: ['server/main/cli.ts'] },
  oracle: { about: 'look for leaks in who sees what: 权限神谕测试', run: ['server/testing/oracle/main.ts'] },
  bench: { about: 'measure: 性能测量', run: ['bench/main.ts'], web: true },
  screenshots: { about: 'make the pictures of the README: 生成截图', run: ['scripts/screenshots.ts'], web: true },
  effort: { about: 'count clicks and keys of the main line: 统计操作量', run: ['e2e/effort.ts'], web: true },
  dev: { about: 'server and web files, reloaded on change: 开发模式', run: ['scripts/dev.ts'] },
  check: { about: 'types, lint, boundaries, dead exports: 静态检查', run: ['scripts/test.ts', '--static'] },
};

export function describeCommands() {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return Object.entries(commands)
    .map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`)
    .join('\n');
}
