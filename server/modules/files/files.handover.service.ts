import { declareStaying } from '../../platform/holdings.ts';
import { countFilesOf } from './files.handover.store.ts';

// A file belongs to what it is attached to, and passes with that; who brought it in stays.
declareStaying([{ kind: 'files', columns: ['files.owner_id'], count: countFilesOf }]);
