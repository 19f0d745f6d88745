import { api } from '../../platform/api.ts';
import { backgroundOf, setBackground } from './customers.background.service.ts';
import { introductionsOf, whoKnows } from './customers.introductions.reads.ts';
import { answerIntroduction, askForIntroduction } from './customers.introductions.service.ts';
import { historyOf, matrixOf, rulesOf } from './customers.relationships.reads.ts';
import { setCoverage, setRelationship, setRules } from './customers.relationships.service.ts';

const { relationships } = api;

export const relationshipsRouter = {
  matrix: relationships.matrix.handler(({ input, context: { ctx } }) => matrixOf(ctx, input.id)),
  set: relationships.set.handler(({ input, context: { ctx } }) => setRelationship(ctx, input)),
  history: relationships.history.handler(({ input, context: { ctx } }) => historyOf(ctx, input)),
  rules: relationships.rules.handler(({ context: { ctx } }) => rulesOf(ctx.db)),
  setRules: relationships.setRules.handler(({ input, context: { ctx } }) => setRules(ctx, input)),
  setCoverage: relationships.setCoverage.handler(({ input, context: { ctx } }) => setCoverage(ctx, input)),
  whoKnows: relationships.whoKnows.handler(({ input, context: { ctx } }) => whoKnows(ctx, input)),
  ask: relationships.ask.handler(({ input, context: { ctx } }) => askForIntroduction(ctx, input)),
  introductions: relationships.introductions.handler(({ input, context: { ctx } }) => introductionsOf(ctx, input)),
  answer: relationships.answer.handler(({ input, context: { ctx } }) => answerIntroduction(ctx, input)),
  background: relationships.background.handler(({ context: { ctx } }) => backgroundOf(ctx.db, ctx.actor.id)),
  setBackground: relationships.setBackground.handler(({ input, context: { ctx } }) => setBackground(ctx, input)),
};
