/**
 * Invented names for people who have none, such as rows of a public survey: for demonstrations and rehearsals. The same external id gets the
 * same name in every file; given and family names come from many places and are combined without meaning to.
 */
const givenNames =
  'Adaeze Agnieszka Aiko Alejandra Aleksi Amara Amina Amir Ana Anders Andrei Anjali Anneke Antonio Arash Arjun Astrid Aylin Bea Beatriz Bilal Birgit Bo Callum Camille Carlos Catarina Chidi Chiara Claire Daan Dariusz David Deborah Diego Dilnoza Dominik Dylan Eero Eilidh Elena Elif Emeka Emma Erik Esther Eva Fatima Felix Femi Finn Florence Francesca Gabriel Georgi Grace Greta Guilherme Hamid Hana Hannah Hassan Helle Hiroshi Ibrahim Ida Ilse Inês Ingrid Irina Isabel Ivan Jamal Jan Jasmine Jelena Jin Joana João Johanna Jonas Jorge José Juan Julia Kamala Karin Katarzyna Kateryna Keiko Khadija Kofi Kwame Laila Lars Leila Léa Liam Lin Linh Lotte Lucía Luka Mahmoud Malik Manuela Marek Margarida Maria Marija Mateo Maya Mehmet Mei Merete Miguel Milan Mina Mirela Miriam Mohamed Nadia Naomi Nasrin Nia Nikhil Nils Nina Noor Nuno Olga Oluwaseun Omar Oskar Owen Paola Paul Pavel Peter Petra Philippa Pia Piet Priya Rafael Rahul Rania Rebecca Rosa Ruth Saba Samira Samuel Sanne Sara Sean Selma Sergio Shirin Sibusiso Siddharth Signe Simone Sipho Sofia Sunita Svetlana Tadeusz Takumi Tariq Teresa Thandiwe Theo Tomás Tuuli Uche Valentina Vera Viktor Wanjiru Wen Xavier Yara Yasmin Yuki Yusuf Zainab Zofia Zoltán'.split(
    ' ',
  )
const familyNames =
  'Abdi Achterberg Adeyemi Aguilar Ahmed Akhtar Almeida Andersen Andersson Appiah Arslan Asante Bakker Balogun Banerjee Barbosa Bauer Bellamy Berg Bianchi Blanc Boateng Botha Brandt Brennan Bui Campbell Caron Carvalho Castillo Chanda Chen Chowdhury Conti Costa Dahl Dang Delgado Demir Dhillon Dias Dimitrov Dlamini Dubois Duarte Eriksen Esposito Evans Eze Faber Farahani Fernandes Fernández Ferreira Fischer Fofana Fraser Fujita García Gebre Georgiou Gonzales Greco Gupta Haddad Hansen Hartmann Hassan Herrera Hoang Hofer Holm Horvat Hosseini Huang Hussain Ibarra Ilić Iyer Jansen Janssen Jensen Jovanović Juárez Kaplan Karimi Kato Kaur Kelly Khalil Kim Kiplagat Klein Kovács Kowalska Kristensen Kroon Kumar Larsen Laurent Lehtonen Leroy Li Lima Lindqvist Lopes Lund Mahlangu Marin Martínez Mbeki Meyer Mensah Mishra Moe Mokoena Molina Moreau Mori Müller Murphy Mwangi Nair Nakamura Navarro Nguyen Nielsen Novak Nowak Nyström Oduya Okafor Okoye Olsen Omondi Ortiz Osei Otieno Ozturk Palmer Park Patel Pereira Petrov Pham Pinto Popescu Price Quispe Rahman Ramos Rao Reddy Reid Ribeiro Ricci Rojas Romano Rossi Sá Saeed Said Santos Sato Schmidt Serrano Shah Sharma Silva Singh Sithole Soares Solberg Song Sousa Stein Suleiman Suzuki Szabó Takahashi Tan Tanaka Tembo Teixeira Thapa Torres Tran Tshabalala Turner Vang Varga Vega Vermeer Visser Vogel Wagner Walsh Wang Weber Wilk Wójcik Wong Yamamoto Yıldız Yilmaz Zhang Zhou Zimmermann'.split(
    ' ',
  )

export interface InventedPerson {
  readonly name: string
  /** At `example.org`, which nobody owns; it carries the external id, so it is unique. */
  readonly email: string
}

/** The invented name and address of an external id. */
export function inventedPerson(externalId: string): InventedPerson {
  const given = givenNames[hashed(`given ${externalId}`) % givenNames.length] ?? ''
  const family = familyNames[hashed(`family ${externalId}`) % familyNames.length] ?? ''
  return { name: `${given} ${family}`, email: `${plain(given)}.${plain(family)}.${plain(externalId)}@example.org` }
}

/** Letters and digits that every mail program accepts. */
function plain(text: string): string {
  const simple = text.replace(/ı/g, 'i').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return simple.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'x'
}

/** FNV-1a over the text's code units, then mixed, so that neighboring ids get unlike names. */
function hashed(text: string): number {
  let hash = 0x811c9dc5
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
