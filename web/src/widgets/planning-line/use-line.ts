import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/client.ts';
import { addMinutes } from '../../lib/days.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { customerQuery, matchCustomer } from './customer-match.ts';
import type { Activity, ParsedLine } from './parse.ts';
import { parseLine, takeActivity } from './parse.ts';

export type CustomerRef = { id: string; name: string };
/** What was chosen by hand below the line; it goes before what the words say. */
export type Chosen = {
  day?: string | null;
  times?: { startTime: string; endTime: string } | null;
  /** null: none of the customers that the words may mean. */
  customer?: CustomerRef | null;
  activity?: Activity;
};

/** Where the calendar was clicked: holds for what the words leave open. */
export type Preset = { day: string; times: { startTime: string; endTime: string } | null };

export type Understood = {
  day: string;
  startTime: string | null;
  endTime: string | null;
  customer: CustomerRef | null;
  activity: Activity;
  importance: number;
  title: string;
  expectedResult: string | null;
};

const noTimes = { startTime: null, endTime: null };
const suggestOptions = (q: string) => ({ input: { q, limit: 10 } });

/** Everything that a planning line says, whether by words or by what was chosen below it. */
export function useLine(week: string) {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen>({});
  const [preset, setPreset] = useState<Preset | null>(null);
  const { today } = me.company;
  const parsed = parseLine(typed, { today, week });
  const q = useDebounced(chosen.customer === undefined ? customerQuery(parsed.rest) : null, 120);
  const found = useQuery(
    api.customers.suggest.queryOptions({
      ...suggestOptions(q ?? ''),
      enabled: q !== null,
      placeholderData: keepPreviousData,
    }),
  );

  const understand = (line: ParsedLine, candidates: CustomerRef[]): Understood => {
    const match = chosen.customer === undefined ? matchCustomer(line.rest, candidates) : null;
    const customer = chosen.customer ?? match?.customer ?? null;
    const after = takeActivity(match ? match.rest : line.rest);
    const activity = chosen.activity ?? line.activity ?? after.activity ?? (customer ? 'visit' : 'other');
    const wish = line.activity ? (match ? match.rest : line.rest) : after.rest;
    const named = customer ? t(`plans.titles.${activity}`, { customer: customer.name }) : null;
    const { startTime, endTime } =
      chosen.times === undefined ? (line.startTime ? line : (preset?.times ?? line)) : (chosen.times ?? noTimes);
    return {
      day: chosen.day ?? line.day ?? preset?.day ?? (today > week ? today : week),
      startTime,
      endTime: startTime && !endTime ? addMinutes(startTime, 60) : endTime,
      customer,
      activity,
      importance: line.isImportant ? 3 : 2,
      title: named ?? wish,
      expectedResult: named && wish ? wish : null,
    };
  };

  return {
    typed,
    setTyped,
    chosen,
    choose: (changes: Chosen) => setChosen((before) => ({ ...before, ...changes })),
    begin: setPreset,
    isEmpty: typed.trim() === '' && Object.values(chosen).every((value) => value === undefined || value === null),
    understood: understand(parsed, found.data?.items ?? []),
    /** As `understood`, but waits for the customers when the person was faster than the network. */
    settle: async (): Promise<Understood> => {
      const wanted = chosen.customer === undefined ? customerQuery(parsed.rest) : null;
      if (!wanted) return understand(parsed, []);
      const options = api.customers.suggest.queryOptions(suggestOptions(wanted));
      const known = found.data?.items ?? [];
      // Without an answer the line is planned as it is shown, if that can be sent at all.
      const answer = await queries.fetchQuery({ ...options, staleTime: 10_000 }).catch(() => ({ items: known }));
      return understand(parsed, answer.items);
    },
    clear: () => {
      setTyped('');
      setChosen({});
      setPreset(null);
    },
  };
}
export type Line = ReturnType<typeof useLine>;
