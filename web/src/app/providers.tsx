import { onlineManager, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Locale } from '../../../contract/auth.ts';
import { apiError } from '../lib/client.ts';
import { useStill } from '../lib/media.ts';
import { useDark } from '../lib/preferences.ts';
import { useLocale } from '../lib/texts.ts';
import { antdTheme } from './theme.ts';

// The library believes in a network until it is told of its loss; opened without one, it has to be told at once.
onlineManager.setOnline(navigator.onLine);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // What is gone, or may not be seen any more, does not stay on the screen because it was read once.
    onError: (error, query) => {
      if (apiError(error)?.code === 'common.notFound' && query.state.data !== undefined)
        query.setState({ data: undefined });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server has answered stays answered; only a lost connection or a busy server is asked again.
      retry: (failures, error) => {
        const code = apiError(error)?.code;
        return failures < 2 && (code === undefined || code === 'common.overloaded');
      },
    },
    // Without network a command fails at once and says so, instead of waiting unseen.
    mutations: { networkMode: 'always' },
  },
});

const antdTexts: Record<Locale, () => Promise<AntdLocale>> = {
  'zh-CN': () => import('./antd-texts/zh-CN.ts').then((module) => module.texts),
  'zh-TW': () => import('./antd-texts/zh-TW.ts').then((module) => module.texts),
  en: () => import('./antd-texts/en.ts').then((module) => module.texts),
};

/** Theme, antd's own words and the query cache, around everything. */
export function Providers({ children }: { children: ReactNode }) {
  const isDark = useDark();
  const isStill = useStill();
  const locale = useLocale();
  const [texts, setTexts] = useState<AntdLocale>();
  // Before the first paint, or a dark screen would flash.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  useEffect(() => {
    let current = true;
    void antdTexts[locale]().then((loaded) => current && setTexts(loaded));
    return () => {
      current = false;
    };
  }, [locale]);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider theme={antdTheme(isDark, isStill)} locale={texts} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </QueryClientProvider>
  );
}
