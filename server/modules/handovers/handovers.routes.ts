import { z } from 'zod';
import type { Locale } from '../../../contract/auth.ts';
import { loadTexts } from '../../../contract/texts/index.ts';
import { ensure } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { briefingOf } from './handovers.briefing.reads.ts';
import type { BriefingTexts } from './handovers.briefing.rules.ts';
import { renderBriefing } from './handovers.briefing.rules.ts';

const params = z.object({ id: z.uuid(), customerId: z.uuid() });
const query = z.object({ download: z.string().optional() });

/** The briefing on a customer as a page of its own, in the reader's language; with `download` as a file. */
export const handoversRoutes: RawRoutes = (server, { ctxOf }) => {
  server.get('/api/handovers/:id/briefings/:customerId', async (request, reply) => {
    const ctx = await ctxOf(request, 'signedIn');
    const given = params.safeParse(request.params);
    ensure(given.success, 'common.notFound');
    const briefing = await briefingOf(ctx, given.data.id, given.data.customerId);
    const texts = await loadTexts[ctx.actor.locale as Locale]();
    const words = texts.handovers.briefing as BriefingTexts;
    const asFile = query.safeParse(request.query).data?.download !== undefined;
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals",
      'cache-control': 'private, no-store',
      ...(asFile && { 'content-disposition': `attachment; filename="briefing-${given.data.customerId}.html"` }),
    });
    return reply.send(renderBriefing(briefing, words, ctx.actor.locale));
  });
};
