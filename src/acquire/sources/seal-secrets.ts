import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Failure } from '../../model/index.ts';

type Secrets = Readonly<Record<string, string>>;
const nonceBytes = 12;
const tagBytes = 16;

/** Secrets of something as they are stored: AES-256-GCM (NIST SP 800-38D), bound to its name. Nonce, tag, text. */
export function sealSecrets(key: Buffer, name: string, secrets: Secrets): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Throws `Failure('conflict')` where the key is another one, as after a backup was brought back elsewhere. */
export function openSecrets(key: Buffer, name: string, sealed: Buffer, todo = `Give them again: hindcast source secret ${name} --secret NAME`): Secrets {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes)).setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')) as Secrets;
  } catch {
    throw new Failure('conflict', `The secrets of "${name}" were sealed with another key.`, todo);
  }
}
