/** One promise each of sub-processors named in running text, on invented companies. */
import { lists } from "./read-rows.js";

lists(
  "is read from sentences of many shapes under a question, authorities aside",
  "nb",
  "Klokkebok – slik gjør vi\n\nHvem får opplysningene videre?\n\nNoen få firmaer behandler opplysninger for oss. Registeret ligger på servere hos Ravnholt AS i Norge. Kopier lagres hos Mosevang AB i Sverige. Når dere sender brev, går det gjennom Havblik, som også skriver ut etiketter. Svar havner i Zendesk, som drives av Tangmark Inc. i USA.\n\nSkatteetaten får opplysninger etter loven og er ikke underdatabehandler.\n",
  [
    "Ravnholt AS | legal_entity: Ravnholt AS | purpose: Registeret ligger på servere | processing_countries: Norge",
    "Mosevang AB | legal_entity: Mosevang AB | purpose: Kopier lagres | processing_countries: Sverige",
    "Havblik | purpose: Når dere sender brev, går det gjennom Havblik, som også skriver ut etiketter.",
    "Zendesk | legal_entity: Tangmark Inc. | purpose: Svar havner i Zendesk | processing_countries: USA",
  ],
);
lists(
  "is read where a sentence names two, each behind a word of agency, and the article is numbered",
  "is",
  "SAMNINGUR\n\n4. gr. Undirvinnsluaðilar\n\nRavnholt ehf. notar nokkra undirvinnsluaðila. Kerfið er hýst hjá Mosevangi hf. á Íslandi. Seðlar eru birtir hjá Havbliki hf. og prentaðir af Tangmarki ehf. þegar óskað er.\n\n5. gr. Öryggi\n\nVinnsluaðili gætir öryggis í samræmi við lög.\n",
  [
    "Mosevangi hf. | legal_entity: Mosevangi hf. | purpose: Kerfið er hýst | processing_countries: Íslandi",
    "Havbliki hf. | legal_entity: Havbliki hf. | purpose: Seðlar eru birtir",
    "Tangmarki ehf. | legal_entity: Tangmarki ehf. | purpose: prentaðir",
  ],
);
