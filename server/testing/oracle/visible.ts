import { channelLooks } from './looks.channel.ts';
import { customerLooks } from './looks.customers.ts';
import { deskLooks } from './looks.desk.ts';
import { exportLooks } from './looks.exports.ts';
import { fieldLooks } from './looks.fields.ts';
import { handoverLooks } from './looks.handovers.ts';
import { listLooks } from './looks.lists.ts';
import { noteLooks } from './looks.notes.ts';
import { personLooks } from './looks.people.ts';
import { phoneLooks } from './looks.phones.ts';
import { planLooks } from './looks.plans.ts';
import { poolLooks } from './looks.pools.ts';
import { circleLooks, relationshipLooks } from './looks.relationships.ts';
import { teamLooks } from './looks.team.ts';
import type { Body, Finding, Look, Looker, Scene } from './looks.ts';
import { comparable } from './looks.ts';
import { upkeepLooks } from './looks.upkeep.ts';
import { visitLooks } from './looks.visits.ts';
import { partLooks, workflowLooks } from './looks.workflows.ts';
import { leaksIn } from './markers.ts';
import type { Random } from './random.ts';
import type { Answer, Request } from './subject.ts';
import type { Person } from './world.types.ts';

const lookers: readonly Looker[] = [
  customerLooks,
  fieldLooks,
  relationshipLooks,
  teamLooks,
  channelLooks,
  noteLooks,
  upkeepLooks,
  poolLooks,
  exportLooks,
  handoverLooks,
  visitLooks,
  planLooks,
  personLooks,
  listLooks,
  workflowLooks,
  deskLooks,
];
const mostPages = 300;
/** Of all that could be looked at, a different part for each observer: more worlds find more than longer looks. */
const looksAPerson = 56;

const looksOf: Looker = (scene, who, random) => {
  const all = lookers.flatMap((looker) => looker(scene, who, random));
  // Few see customers and not their telephones: they always look at what only they can find.
  const rare = [phoneLooks, circleLooks, partLooks].flatMap((looker) => looker(scene, who, random));
  return [...random.some(all, looksAPerson), ...rare];
};

/** What an observer saw and what was wrong with it. */
export type Seen = { look: Look; answers: Answer[] };

/** Looks at everything as one person does. */
export async function observe(scene: Scene, who: Person, random: Random) {
  const seen: Seen[] = [];
  const findings: Finding[] = [];
  for (const look of looksOf(scene, who, random)) {
    const answers = await answersTo(scene, who, look);
    seen.push({ look, answers });
    findings.push(...(await faultsOf(scene, who, look, answers)));
  }
  return { seen, findings };
}

/** The answer, or those of all pages. */
export async function answersTo(scene: Scene, who: Person, look: Look): Promise<Answer[]> {
  const answers: Answer[] = [];
  let request = look.request;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await scene.subject.ask(who, request);
    answers.push(answer);
    const cursor: unknown = look.walk && answer.status === 200 ? JSON.parse(answer.raw).nextCursor : null;
    if (typeof cursor !== 'string') return answers;
    request = { ...look.request, path: withCursor(look.request.path, cursor) };
  }
  throw new Error(`${look.request.path} does not end`);
}

const withCursor = (path: string, cursor: string) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;

async function faultsOf(scene: Scene, who: Person, look: Look, answers: Answer[]): Promise<Finding[]> {
  const finding = (what: string): Finding => ({ route: look.route, who: who.login, what, request: text(look.request) });
  const typed = `${text(look.request)} ${look.known ?? ''}`;
  const leaks = answers.flatMap((answer) => leaksIn(answer.raw, who.id, scene.markers, typed));
  const faults = leaks.map((leak) => finding(`leaks ${leak}`));
  if (look.like) {
    const other = await scene.subject.ask(who, look.like);
    const [answer] = answers;
    if (answer && comparable(answer) !== comparable(other)) {
      faults.push(finding(`answers ${comparable(answer)} where what does not exist answers ${comparable(other)}`));
    }
    if (other.status >= 500) faults.push(finding(`answers ${other.status} ${other.raw}`));
    return faults;
  }
  const wrong = answers.find((answer) => answer.status !== (look.status ?? 200));
  if (wrong) return [...faults, finding(`answers ${wrong.status} ${wrong.raw.slice(0, 300)} ${wrong.fault ?? ''}`)];
  const problem = look.check?.(answers.map((answer): Body => JSON.parse(answer.raw)));
  return problem ? [...faults, finding(problem)] : faults;
}

export const text = ({ method, path, body }: Request): string =>
  `${method} ${decodeURIComponent(path)}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
