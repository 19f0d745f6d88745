/**
 * How a route is put to the test.
 * `looks`: what it answers is compared with the oracle, and what is hidden with what does not exist.
 * `writes`: each of the named slots is tried with ids that have to be refused, and once with one that is allowed.
 * `permission`: the permission alone decides; those who lack it are refused.
 * `stream`: what arrives is searched for what is hidden.
 * `none`: the reason why no record can be met or touched there.
 */
export type Drive =
  | { by: 'looks' }
  | { by: 'writes'; slots: readonly string[] }
  | { by: 'permission' }
  | { by: 'stream' }
  | { by: 'none'; reason: string };

const looks: Drive = { by: 'looks' };
const permission: Drive = { by: 'permission' };
const writes = (...slots: string[]): Drive => ({ by: 'writes', slots });
const none = (reason: string): Drive => ({ by: 'none', reason });

const ownAccount = none('acts on the account of the caller alone; nothing in the request names a record');
const beforeSignIn = none('asked before anybody is signed in; answers nothing but whether it worked');
const ofTheCompany = none('the same for everyone in the company');

/** Every route of the contract by its name, and every other one by method and path. */
export const inventory: Record<string, Drive> = {
  'auth.signIn': beforeSignIn,
  'auth.secondStep': beforeSignIn,
  'auth.signOut': ownAccount,
  'auth.me': looks,
  'auth.preferences': ownAccount,
  'auth.sessions': looks,
  'auth.revokeSession': writes('id of another'),
  'auth.revokeOthers': ownAccount,
  'auth.changePassword': ownAccount,
  'auth.startSecondStep': ownAccount,
  'auth.confirmSecondStep': ownAccount,
  'auth.stopSecondStep': ownAccount,
  'auth.resetPassword': writes('id barred'),

  'contacts.get': looks,
  'contacts.leave': writes('id', 'id barred', 'next.customerId', 'next.customerId barred'),
  'contacts.settleSuccession': writes('id', 'id barred', 'successorId'),
  'contacts.join': writes('id', 'otherId', 'otherId barred'),
  'contacts.separate': writes('id', 'id barred'),
  'contacts.remark': writes('id'),
  'bulk.preview': looks,
  'bulk.run': writes('selection.ids', 'ownerId barred'),
  'bulk.list': looks,
  'bulk.get': looks,
  'bulk.rows': looks,
  'bulk.undo': writes('id'),

  'channel.group': looks,
  'channel.links': looks,
  'channel.createLink': writes('distributorId', 'customerId', 'customerId barred'),
  'channel.updateLink': writes('id', 'id barred'),
  'channel.removeLink': writes('id', 'id barred'),

  'customers.list': looks,
  'customers.count': looks,
  'customers.groups': looks,
  'customers.suggest': looks,
  'customers.get': looks,
  'customers.duplicates': looks,
  'customers.create': writes('parentId', 'ownerId barred', 'taken barred', 'segmentId barred', 'own customer'),
  'customers.update': writes(
    'id',
    'id barred',
    'parentId',
    'taken barred',
    'segmentId barred',
    'own customer',
    'own file',
  ),
  'customers.confirm': writes('id', 'id barred'),
  'customers.setTeam': writes('id', 'id barred', 'team.personId barred'),
  'customers.createContact': writes('customerId', 'customerId barred'),
  'customers.updateContact': writes('id', 'id barred'),
  'customers.addNote': writes('id', 'id barred', 'mentions barred', 'fileIds barred'),
  'customers.timeline': looks,

  'demo.people': none('logins, names and posts, on the demo machine alone'),
  'demo.signIn': none('on the demo machine alone, where everyone may be anyone'),

  'fields.catalogue': ofTheCompany,
  'fields.state': permission,
  'fields.createField': permission,
  'fields.updateField': permission,
  'fields.arrange': permission,
  'fields.createSection': permission,
  'fields.updateSection': permission,
  'fields.removeSection': permission,
  'fields.updateSegment': permission,

  'exports.create': writes('own'),
  'exports.list': looks,
  'exports.get': looks,
  'files.get': looks,
  'notes.mentionable': looks,
  'notes.edit': writes('id', 'id barred'),
  'notes.remove': writes('id', 'id barred'),
  // Allowed ones would leave the world another one than was drawn; they have tests of their own.
  'merges.preview': looks,
  'merges.merge': writes('id barred', 'otherId barred', 'own'),
  'merges.list': looks,
  'merges.undo': writes('id barred', 'own'),

  'notifications.list': looks,
  'notifications.read': writes('id'),
  'notifications.readAll': writes('own'),

  'org.colleagues': looks,
  'org.users': looks,
  'org.user': looks,
  'org.createUser': writes('roleIds barred'),
  'org.updateUser': writes('roleIds of oneself barred', 'roles taken away barred', 'supervisorId barred'),
  'org.depart': writes('id barred'),
  'org.restore': permission,
  'org.departments': ofTheCompany,
  'org.createDepartment': permission,
  'org.updateDepartment': permission,
  'org.removeDepartment': permission,
  'org.roles': looks,
  'org.createRole': writes('permissions barred'),
  'org.updateRole': writes('id barred', 'permissions barred'),
  'org.company': ofTheCompany,
  'org.updateCompany': permission,
  'org.calendar': ofTheCompany,
  'org.setCalendarDay': permission,

  'phones.ofCustomer': writes('id'),
  'phones.ofContact': writes('id'),

  'plans.week': looks,
  'plans.items': looks,
  'plans.item': looks,
  'plans.createItem': writes('customerId', 'ownerIds', 'fromVisitId'),
  'plans.updateItem': writes('id', 'customerId'),
  'plans.cancelItem': writes('id'),
  'plans.completeItem': writes('id', 'id barred', 'visitIds', 'visitIds barred', 'fileIds', 'fileIds barred'),
  'plans.submitWeek': writes('own'),
  'plans.approveWeek': writes('personId', 'personId barred'),
  'plans.returnWeek': writes('personId', 'personId barred'),
  'plans.inbox': looks,
  'plans.evaluate': writes('id', 'id barred'),
  'plans.correct': writes('id', 'id barred'),
  'plans.reply': writes('id'),
  'plans.month': looks,
  'plans.months': looks,
  'plans.monthRows': looks,
  'plans.closeMonth': permission,
  'plans.today': looks,

  'relationships.matrix': looks,
  'relationships.set': writes('contactId', 'contactId barred', 'personId barred'),
  'relationships.history': looks,
  'relationships.rules': ofTheCompany,
  'relationships.setRules': permission,
  'relationships.setCoverage': permission,
  'relationships.whoKnows': looks,
  'relationships.ask': writes('contactId', 'departmentId'),
  'relationships.introductions': looks,
  'relationships.answer': writes('id'),
  'relationships.background': looks,
  'relationships.setBackground': ownAccount,
  'handovers.held': looks,
  'handovers.things': looks,
  'handovers.preview': looks,
  'handovers.run': writes('personId of another', 'own'),
  'handovers.list': looks,
  'handovers.get': looks,
  'handovers.briefings': looks,
  'GET /api/handovers/:id/briefings/:customerId': looks,

  'pools.list': looks,
  'pools.count': looks,
  'pools.get': looks,
  'pools.open': looks,
  'pools.claim': writes('id'),
  'pools.assign': writes('id', 'personId barred'),
  'pools.giveBack': writes('id', 'id barred'),
  'pools.state': looks,
  'pools.lock': writes('id', 'id barred'),
  'pools.unlock': writes('id', 'id barred'),
  'pools.owners': looks,
  'pools.warnings': looks,
  'pools.all': permission,
  'pools.create': permission,
  'pools.update': permission,
  'pools.preview': looks,

  'search.find': looks,
  'settings.lists': ofTheCompany,
  'settings.createEntry': permission,
  'settings.updateEntry': permission,
  'system.health': none('whether the service is there'),

  'team.get': looks,
  'team.ask': writes('match', 'customerId barred'),
  'team.waiting': looks,
  'team.asked': looks,
  'team.count': looks,
  'team.answer': writes('id'),
  'team.withdraw': writes('id'),

  'transfers.list': looks,
  'transfers.get': looks,
  'transfers.rows': looks,
  'transfers.check': writes('id', 'defaultOwnerId barred'),
  'transfers.run': writes('id'),
  'transfers.undo': writes('id'),

  'upkeep.get': looks,
  'upkeep.confirm': writes('id', 'id barred'),
  'upkeep.snooze': writes('id', 'id barred'),
  'upkeep.people': looks,
  'upkeep.snoozed': looks,
  'views.list': looks,
  'views.create': writes('departmentId barred'),
  'views.update': writes('id', 'id barred'),
  'views.remove': writes('id', 'id barred'),
  'views.setDefault': writes('id'),

  'visits.list': looks,
  'visits.get': looks,
  'visits.checkIn': writes('customerId', 'customerId barred', 'planItemId', 'planItemId barred'),
  'visits.record': writes(
    'customerId',
    'customerId barred',
    'planItemId',
    'planItemId barred',
    'contactIds',
    'contactIds barred',
    'visitId',
    'visitId barred',
  ),
  'visits.update': writes('id', 'id barred'),

  'POST /api/files': none('keeps a file of the caller; nothing in the request names a record'),
  'GET /api/files/:id/content': looks,
  'GET /api/exports/:id/file': looks,
  'POST /api/imports/upload': writes('kind', 'rows'),
  'GET /api/imports/:id/failed.csv': looks,
  'GET /api/stream': { by: 'stream' },
  'GET /api/openapi.json': ofTheCompany,
  'GET /api/docs': ofTheCompany,
};

/** Slots that are only ever refused, since nobody is allowed what they try; no control goes with them. */
export const withoutControl = (slot: string): boolean => / (barred|of another)$/.test(slot);
