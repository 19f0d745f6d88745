import { api } from '../../platform/api.ts';
import { groupOf, listLinks } from './customers.channel.reads.ts';
import * as service from './customers.channel.service.ts';

export const channelRouter = {
  group: api.channel.group.handler(({ input, context: { ctx } }) => groupOf(ctx, input.id)),
  links: api.channel.links.handler(({ input, context: { ctx } }) => listLinks(ctx, input)),
  createLink: api.channel.createLink.handler(({ input, context: { ctx } }) => service.createLink(ctx, input)),
  updateLink: api.channel.updateLink.handler(({ input, context: { ctx } }) => service.updateLink(ctx, input)),
  removeLink: api.channel.removeLink.handler(({ input, context: { ctx } }) => service.removeLink(ctx, input)),
};
