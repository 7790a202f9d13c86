import { openDoor, placeOfVisit } from './chat-door.js';
import { enterRoom } from './chat-room.js';

const place = placeOfVisit();
if (place) enter(place);
else openDoor({ enter });

function enter(chosen) {
  enterRoom(chosen, { leave: (reason) => openDoor({ enter, reason }) });
}
