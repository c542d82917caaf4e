import { Failure } from '../../../model/index.ts';
import { checkAddress, type AddressRules } from '../../../net/index.ts';

/** Throws `Failure('bad_request')` for an address that may not be called: it is not saved either. */
export async function requireCallable(address: string, rules: AddressRules): Promise<void> {
  const checked = await checkAddress(address, rules);
  if (checked.kind === 'refused') throw new Failure('bad_request', checked.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
}
