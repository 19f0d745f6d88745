import { describe, expect, test } from 'vitest';
import type { ArchiveValues } from './archive-values.ts';
import { changesOf, rebase, toCreate } from './archive-values.ts';

const base: ArchiveValues = {
  name: '永晟化工',
  segmentId: 's1',
  phone: '021-5555',
  parentId: { id: 'p1', name: '永晟集团' },
  addresses: [{ kind: 'office', text: '上海' }],
};

describe('a new customer', () => {
  test('sends only what was filled in', () => {
    const values = { name: ' 永晟 ', phone: ' ', addresses: [{ kind: 'office' as const, text: '' }], contacts: [{}] };
    expect(toCreate(values, false)).toEqual({ name: '永晟' });
  });

  test('sends ids of what was chosen, and the contact', () => {
    const values = {
      name: '永晟',
      parentId: { id: 'p1', name: '集团' },
      ownerId: { id: 'u1', name: '林岚', post: null },
      annualRevenue: '1,200.50',
      creditCode: '91310000ma1k35abcd',
      contacts: [{ name: '王总', phone: '138' }],
    };
    expect(toCreate(values, true)).toEqual({
      name: '永晟',
      parentId: 'p1',
      ownerId: 'u1',
      annualRevenue: '1200.50',
      creditCode: '91310000MA1K35ABCD',
      contacts: [{ name: '王总', title: null, phone: '138', decisionRole: null }],
      acceptSimilar: true,
    });
  });

  test('keeps a nameless contact, so that its name can be asked for', () => {
    expect(toCreate({ name: '永晟', contacts: [{ phone: '138' }] }, false).contacts).toHaveLength(1);
  });
});

describe('changes of an archive', () => {
  test('are the fields that differ, emptied ones as null', () => {
    expect(changesOf(base, { ...base, phone: '', segmentId: 's2' })).toEqual({ segmentId: 's2', phone: null });
    expect(changesOf(base, { ...base, phone: ' 021-5555 ' })).toEqual({});
    expect(changesOf(base, { ...base, addresses: [] })).toEqual({ addresses: [] });
  });

  test('are carried over to a newer version', () => {
    const mine = { ...base, phone: '021-6666', name: '永晟新材' };
    const newest = { ...base, phone: '021-7777', segmentId: 's9' };
    expect(rebase(base, mine, newest)).toEqual({
      values: { ...base, phone: '021-6666', name: '永晟新材', segmentId: 's9' },
      conflicts: ['phone'],
    });
  });

  test('agree when both sides wrote the same', () => {
    const both = { ...base, phone: '021-6666' };
    expect(rebase(base, both, both).conflicts).toEqual([]);
  });
});
