import type { Conversation } from '../../contract/conversations/conversation.js';
import type * as Documents from '../../contract/documents.js';
import type * as Frozen from '../../contract/frozen/folder.js';
import { isShort } from './length.js';

/** The promises of a release, from its compiled `contract/`. */
type Promises = Pick<typeof Documents, 'deriveContracts'> &
  Pick<typeof Frozen, 'contractsFolder' | 'conversationsOf'>;

/** The frozen conversations of a release: of all minors, or of the first of each major in the short form. */
export async function promised({
  deriveContracts,
  contractsFolder,
  conversationsOf,
}: Promises): Promise<Conversation[]> {
  const majors = await deriveContracts();
  return majors.flatMap(({ name, mounted }) =>
    conversationsOf(contractsFolder, name).filter(
      ({ minor }) => !isShort || minor === mounted.version.baseline,
    ),
  );
}
