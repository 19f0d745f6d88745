import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import css from '../components/calendar.module.css';
import { CompanyForm } from '../components/company-form.tsx';
import { MonthView } from '../components/month-view.tsx';

/** The company's own data, and which days count as working days. */
export default function CalendarPage() {
  const t = useT();
  const may = useMay();
  const query = useQuery(api.org.company.queryOptions());
  const mayChange = may('calendar.manage');
  return (
    <Page title={t('org.calendar.title')} subtitle={mayChange ? t('org.calendar.hint') : t('org.calendar.readOnly')}>
      <Loaded query={query}>
        {(company) => (
          <div className={css.calendarColumns}>
            <MonthView workDays={company.workDays} mayChange={mayChange} />
            <CompanyForm company={company} mayChange={mayChange} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
