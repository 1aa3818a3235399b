/** Names for the invented people of the company, by the office where they work. */

export const zones = {
  London: "Europe/London",
  Lisbon: "Europe/Lisbon",
  Stockholm: "Europe/Stockholm",
  Berlin: "Europe/Berlin",
  Milan: "Europe/Rome",
  "New York": "America/New_York",
  Helsinki: "Europe/Helsinki",
  Chicago: "America/Chicago",
  Singapore: "Asia/Singapore",
  Kolkata: "Asia/Kolkata",
} as const;

export type Office = keyof typeof zones;

const words = (text: string) => text.split(" ");

const british = words(
  "Oliver Poppy Isla Edwin Harriet Rhys Niamh Graham Priscilla Desmond Leona Tobias Winnie Alistair",
);
const american = words(
  "Carter Naomi Brandon Alicia Trevor Monique Wesley Paige Hector Simone Derek Latoya Grant Rosalind",
);

export const firstNames: Record<Office, readonly string[]> = {
  London: [...british, ...words("Adaeze Imran Zainab Kwame Chloe Mateusz Parveen Sanjay")],
  Lisbon: words("Tiago Beatriz Duarte Leonor Rui Catarina Vasco Mafalda Nuno Filipa Gil Teresa Afonso João"),
  Stockholm: words("Elsa Axel Linnea Gustav Ebba Nils Saga Viktor Maja Oskar Tuva Hedda Samir Amina"),
  Berlin: words("Lukas Annika Jonas Mareike Emre Katrin Felix Dilara Moritz Svenja Bastian Leonie Radek Hanna"),
  Milan: words("Matteo Giulia Lorenzo Chiara Davide Elisa Stefano Martina Pietro Silvia Bruno Noemi"),
  "New York": [...american, ...words("Rafael Mei Aaron Ximena Darnell Ruth Soraya")],
  Helsinki: words("Aino Eero Sanna Mikko Kaisa Jussi Riikka Timo Venla Antti"),
  Chicago: [...american.slice(3), ...words("Lamar Noelle Gus Yolanda Piotr Fatima Wade")],
  Singapore: words("Wei Jia Arif Nurul Kelvin Shu Ravi Hui Daniel Siti Marcus Xin"),
  Kolkata: words("Arjun Debjani Sourav Ishita Rohan Moumita Anirban Tanvi Vikram Sreya Joydeep Nandini"),
};

export const lastNames: Record<Office, readonly string[]> = {
  London: words(
    "Harrow Pemberton Oyelaran Whitcombe Sadiq Lockhart Bains Mottram Achebe Fairley Dunmore Ganley Rashid Thorne",
  ),
  Lisbon: words("Saldanha Figueira Queiroz Valadares Brandão Meireles Lacerda Peixoto Antunes Robalo Sequeira"),
  Stockholm: words("Bergvall Lindahl Sjöberg Ekstrand Norling Hallberg Wester Törnqvist Haddad Rydell Falk"),
  Berlin: words("Brandt Kessler Yildiz Reimann Höffer Vossberg Lindner Krawczyk Anders Toller Seidl Marquardt"),
  Milan: words("Bassani Ferrero Colombari Moretti Galli Rinaldo Tessitore Valenti Orsini Cattaneo"),
  "New York": words(
    "Delgado Hartwell Okonkwo Silverman Prentiss Castellano Whitfield Nakamura Baptiste Lowry Marchetti",
  ),
  Helsinki: words("Lehtonen Koskela Niskanen Halonen Rantala Mäkinen Salmela Tuominen"),
  Chicago: words("Kowal Braddock Espinoza Lindgren Maddox Fairchild Osborne Villareal Tennant Wojcik Barlow"),
  Singapore: words("Tan Lim Rahman Koh Goh Nair Teo Chua Ismail Seah"),
  Kolkata: words("Banerji Sengupta Chatterji Ghosal Mitra Dasgupta Lahiri Roychowdhury Biswas Pal"),
};
