import { Command, CommanderError } from '@commander-js/extra-typings';
