/** One promise each of lists in messages: quoted by who answers, under a greeting, one kind a line. Invented companies. */
import { lists, reads } from "./read-rows.js";

lists(
  "is found in the quoted part of a message",
  "da",
  "Hej Karen,\n\ntak, så har vi det. Skal Havblik slettes?\n\n> Hej!\n>\n> Her kommer vores underdatabehandlere:\n>\n> 1) Ravnholt Drift ApS - servere - Danmark\n> 2) Mosevang AB - kort over vejene - Sverige\n>\n> Venlig hilsen\n> Karen\n>> Hvem er jeres underdatabehandlere? Bruger I stadig Tangmark?\n",
  [
    "Ravnholt Drift ApS | legal_entity: Ravnholt Drift ApS | purpose: servere | countries: Danmark",
    "Mosevang AB | legal_entity: Mosevang AB | purpose: kort over vejene | countries: Sverige",
  ],
);
reads(
  "labelled-blocks",
  "takes no greeting for a name and no company for a place",
  "en",
  "Hi all\n\nFrom May our sub-processors are:\n\nHosting: Ravnholt Cloud Limited (Belgium)\nSupport: Mosevang Software, Inc. (USA)\n\nRegards\n",
  [],
);
reads(
  "item-lines",
  "reads every company behind one kind of service",
  "sv",
  "Våra underbiträden är:\n\nDrift: Ravnholt AB (Sverige), Havblik.io (Tyskland)\nRöst: Mosevang (EU)\nSkydd: Tangmark AI (USA, SCC) och Kivikko Oy (Finland)\n",
  [
    "Ravnholt AB | service: Drift | countries: Sverige",
    "Havblik.io | service: Drift | countries: Tyskland",
    "Mosevang | service: Röst | countries: EU",
    "Tangmark AI | service: Skydd | countries: USA | transfer_mechanisms: SCC",
    "Kivikko Oy | service: Skydd | countries: Finland",
  ],
);
