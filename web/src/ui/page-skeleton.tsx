import { Skeleton } from 'antd';
import css from './page.module.css';

export function PageSkeleton() {
  return (
    <div className={css.page}>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  );
}
