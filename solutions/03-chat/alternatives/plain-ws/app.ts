import { createSpeech } from '../../async/speech.ts';
import { config } from '../../shared/config.ts';
import { openStore } from '../../shared/store.ts';
import { createRooms } from './rooms.ts';
import { serve } from './serve.ts';

serve(createRooms(openStore(config.dataDir), createSpeech));
