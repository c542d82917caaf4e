import { randomBytes, randomUUID } from 'node:crypto';
import { HouseApplication } from '../../src/main/application.ts';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import { openAccess } from '../../src/main/open-access.ts';

/** What a command does on a data folder, without starting a process for it: joins the engines of the server that runs there. */
export async function besideServer<T>(dataFolder: string, work: (application: HouseApplication) => Promise<T>): Promise<T> {
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: dataFolder }, dataFolder), now: Date.now, newId: randomUUID, log: () => undefined });
  const application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true });
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}
