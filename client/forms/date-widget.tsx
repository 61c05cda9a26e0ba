import type { WidgetProps } from '@rjsf/utils';
import { lazy, Suspense } from 'react';

// A calendar weighs as much as the rest of a form; most forms ask for no date outside their tables.
const Calendar = lazy(async () => {
  await import('dayjs/locale/zh-cn.js');
  return import('@rjsf/antd/lib/widgets/DateWidget/index.js');
});

export function DateWidget(props: WidgetProps) {
  return (
    <Suspense fallback={null}>
      <Calendar {...props} />
    </Suspense>
  );
}
