declare module 'virtual:contract' {
  const routes: typeof import('../../contract/index.ts').contract;
  export default routes;
}
