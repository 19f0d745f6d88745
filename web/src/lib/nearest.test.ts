import { expect, test } from 'vitest';
import { nearestName } from './nearest.ts';

test.each([
  ['直消工厂', ['经销商', '直销工厂'], '直销工厂'],
  ['直销 工厂', ['直销工厂'], '直销工厂'],
  ['直销厂', ['直销工厂', '经销商'], '直销工厂'],
  ['正极材料年用量', ['名称', '正极材料年用量（吨）'], '正极材料年用量（吨）'],
  ['dealor', ['Dealer', 'Factory'], 'Dealer'],
  ['华东', ['广东', '华北'], null],
  ['医院', ['直销工厂', '经销商'], null],
  ['A', ['B'], null],
  ['华东', [], null],
  ['', ['华东'], null],
])('%s among %j: %s', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});
