import { background } from './themes/background.ts';
import { bonus } from './themes/bonus.ts';
import { durability } from './themes/durability.ts';
import { largeFiles } from './themes/files.ts';
import { finishedLater } from './themes/functional.ts';
import { given } from './themes/given.ts';
import { retries } from './themes/retries.ts';

given('async');
finishedLater();
background();
largeFiles();

retries();
durability();
bonus();
