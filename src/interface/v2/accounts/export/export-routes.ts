import { inject, injectable } from 'tsyringe';
import {
  exportRefusals,
  ExportService,
  type PersonalExport as Exported,
} from '../../../../application/accounts/export/export-service.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toKey } from '../../ids.js';
import { ExportOf, PersonalExport } from './export-shapes.js';

/** Copies of personal data (GDPR, article 15). */
@injectable()
export class ExportRoutes implements RouteGroup {
  constructor(@inject(ExportService) private readonly service: ExportService) {}

  routes(): readonly Route[] {
    return [this.exportMe(), this.exportPatron()];
  }

  private exportMe(): Route {
    return route({
      operationId: 'exportMe',
      method: 'GET',
      path: '/me/export',
      since: '2.0',
      summary: 'Export all data about me',
      description: 'Everything that the library keeps of you, as JSON (GDPR, article 15).',
      audience: 'patron',
      responds: { 200: PersonalExport },
      refuses: exportRefusals.own,
      handle: async ({ caller }) => ok(presentExport(await this.service.of(caller.patronId, caller))),
    });
  }

  private exportPatron(): Route {
    return route({
      operationId: 'exportPatron',
      method: 'GET',
      path: '/patrons/:id/export',
      since: '2.0',
      summary: 'Export all data about a patron',
      description:
        'Everything that the library keeps of a patron, as JSON, for a patron who asks at the desk. Only an admin can ' +
        'export the data of staff. The export is recorded.',
      audience: 'librarian',
      accepts: { path: ExportOf },
      responds: { 200: PersonalExport },
      refuses: exportRefusals.another,
      handle: async ({ path, caller }) =>
        ok(presentExport(await this.service.of(toKey('patron', path.id), caller))),
    });
  }
}

/** The features that keep the records list the fields of each section. */
function presentExport({ exportedAt, sections }: Exported): PersonalExport {
  return { exportedAt: exportedAt.toISOString(), sections };
}
