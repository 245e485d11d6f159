/** One promise each of blocks, cards and tables that hold one sub-processor, on invented companies. */
import { lists } from "./read-rows.js";

lists(
  "takes no labelled line for the head of a block, and reads labels that a bracket explains",
  "en",
  "Annex III – List of sub-processors\n\n1. Name: Ravnholt Ltd\n\nAddress: 4 Mill Lane, Leeds, LS1 4AP, United Kingdom\n\nDescription of the processing (including a clear delimitation of responsibilities in case several are used): Backup copies\n\n2. Name: Mosevang Translations B.V.\n\nAddress: Langestraat 3, 1011 AB Amsterdam, Netherlands\n\nDescription of the processing (including a clear delimitation of responsibilities in case several are used): Interpreting\n",
  [
    "Ravnholt Ltd | legal_entity: Ravnholt Ltd | address: 4 Mill Lane, Leeds, LS1 4AP, United Kingdom | purpose: Backup copies",
    "Mosevang Translations B.V. | legal_entity: Mosevang Translations B.V. | address: Langestraat 3, 1011 AB Amsterdam, Netherlands | purpose: Interpreting",
  ],
);
