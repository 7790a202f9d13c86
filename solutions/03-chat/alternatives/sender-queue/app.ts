import { config } from '../../shared/config.ts';
import { openStore } from '../../shared/store.ts';
import { createRooms } from '../plain-ws/rooms.ts';
import { serve } from '../plain-ws/serve.ts';
import { createSpeech } from './speech.ts';

serve(createRooms(openStore(config.dataDir), createSpeech));
