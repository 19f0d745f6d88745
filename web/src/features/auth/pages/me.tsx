import { RightOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { locales, themes } from '../../../lib/choices.ts';
import { useMay, useMe, usePreferences } from '../../../lib/me.ts';
import type { Place } from '../../../lib/places.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { Avatar } from '../../../ui/person-name.tsx';
import { Background } from '../../../widgets/background/background.tsx';
import css from '../components/account.module.css';
import { useSignOut } from '../sign-out.ts';

function Line({ place, text }: { place: Place; text: string }) {
  return (
    <li>
      <Link {...place} className={css.line}>
        {text}
        <RightOutlined className={css.quiet} aria-hidden />
      </Link>
    </li>
  );
}

function Preferences() {
  const t = useT();
  const me = useMe();
  const prefer = usePreferences();
  return (
    <Card>
      <div className={css.line}>
        {t('shell.language')}
        <Segmented
          aria-label={t('shell.language')}
          value={me.locale}
          options={locales.map(({ locale, name }) => ({ value: locale, label: name }))}
          onChange={(locale) => void prefer({ locale })}
        />
      </div>
      <div className={css.line}>
        {t('shell.theme')}
        <Segmented
          aria-label={t('shell.theme')}
          value={me.theme}
          options={themes.map((theme) => ({ value: theme, label: t(`shell.themes.${theme}`) }))}
          onChange={(theme) => void prefer({ theme })}
        />
      </div>
    </Card>
  );
}

/** Everything about oneself: the phone's place for what a desktop has in its menus. */
export default function MePage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const signOut = useSignOut();
  const quiet = [me.post, me.department?.name, me.company.name].filter(Boolean).join(` ${t('common.separator')} `);
  return (
    <Page title={t('auth.me')}>
      <div className={css.stack}>
        <Card>
          <div className={css.me}>
            <Avatar name={me.name} />
            <div>
              <p className={css.meName}>{me.name}</p>
              <p className={css.quiet}>{quiet}</p>
              {me.supervisor ? <p className={css.quiet}>{t('auth.reportsTo', { name: me.supervisor.name })}</p> : null}
            </div>
          </div>
        </Card>
        {may('plans.use') ? (
          <Card>
            <ul>
              <Line place={places.week()} text={t('shell.menu.week')} />
              <Line place={places.month()} text={t('shell.menu.month')} />
              <Line place={places.handovers()} text={t('shell.menu.handovers')} />
              <Line place={places.deputies()} text={t('deputies.title')} />
              <Line place={{ to: '/messages' }} text={t('messages.title')} />
            </ul>
          </Card>
        ) : null}
        <Card>
          <ul>
            {may('pool.use') ? <Line place={places.pool()} text={t('shell.menu.pool')} /> : null}
            <Line place={places.whoKnows()} text={t('shell.menu.whoKnows')} />
            <Line place={places.stale()} text={t('upkeep.title')} />
            {may('exports.customers') ? <Line place={places.exports()} text={t('exports.title')} /> : null}
          </ul>
        </Card>
        <Preferences />
        <Background />
        <Card>
          <ul>
            <Line place={{ to: '/me/sessions' }} text={t('shell.sessions')} />
            <Line place={{ to: '/me/second-step' }} text={t('shell.secondStep')} />
            <Line place={{ to: '/me/password' }} text={t('shell.password')} />
          </ul>
        </Card>
        <Button size="large" onClick={signOut}>
          {t('shell.signOut')}
        </Button>
        <p className={css.quiet}>
          {t('shell.version', { version: me.version })}
          {me.demo ? ` ${t('common.separator')} ${t('shell.demo')}` : null}
        </p>
      </div>
    </Page>
  );
}
