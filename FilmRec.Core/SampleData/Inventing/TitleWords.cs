namespace FilmRec.Core.SampleData.Inventing;

/// <summary>The words that titles are made of, some for every genre and some for one.</summary>
internal static class TitleWords
{
    public static readonly string[] Adjectives =
    [
        "Quiet", "Crooked", "Silver", "Borrowed", "Hidden", "Distant", "Broken", "Golden", "Restless", "Patient", "Paper", "Wild", "Northern", "Second",
        "Velvet", "Empty", "Secret", "Long", "Bitter", "Gentle", "Lost", "Forgotten", "Red", "Blue", "Burning", "Final", "Little", "Perfect", "Stolen", "Narrow",
    ];

    public static readonly string[] Nouns =
    [
        "River", "Window", "Summer", "Garden", "Letter", "Bridge", "Road", "House", "Season", "Harbour", "Mirror", "Station", "Promise", "Island", "Winter",
        "Lantern", "Train", "Field", "Hour", "Tide", "Orchard", "Hotel", "Photograph", "Key", "Neighbour", "Clock", "Door", "Lighthouse", "Map", "Sparrow",
    ];

    public static readonly string[] Places =
    [
        "Lisbon", "Marrakesh", "Montevideo", "Tallinn", "Kyoto", "Havana", "Trieste", "Reykjavik", "Valparaíso", "Odessa", "Galway", "Tbilisi", "Ghent",
        "Oaxaca", "Zanzibar", "Bergen", "Porto", "Kraków", "Savannah", "Duluth", "El Paso", "Brighton", "Nagasaki", "Halifax", "São Luís", "Cádiz",
    ];

    public static readonly string[] Abstractions =
    [
        "Silence", "Mercy", "Fortune", "Chance", "Dust", "Glass", "Memory", "Salt", "Tomorrow", "Nothing", "Thunder", "Patience", "Ashes", "Paper", "Grace", "Winter",
    ];

    public static readonly string[] Professions =
    [
        "Baker", "Cartographer", "Violinist", "Gardener", "Ferryman", "Watchmaker", "Translator", "Beekeeper", "Locksmith", "Photographer", "Surgeon", "Teacher",
        "Postman", "Tailor", "Astronomer", "Fisherman", "Librarian", "Judge", "Projectionist", "Piano Tuner",
    ];

    public static readonly string[] Relations = ["Daughter", "Apprentice", "Wife", "Secret", "Brother", "Husband", "Shadow", "Son", "Gift", "Ghost", "Debt", "Holiday"];

    public static readonly string[] Numbers = ["Two", "Three", "Four", "Five", "Six", "Seven", "Nine", "Ten", "Twelve", "Thirteen", "Forty", "A Hundred"];

    public static readonly string[] Plurals =
    [
        "Lanterns", "Sisters", "Bridges", "Winters", "Strangers", "Brothers", "Letters", "Doors", "Weddings", "Horses", "Nights", "Miles", "Sparrows", "Keys", "Suitcases",
    ];

    public static readonly string[] Doings = ["Finding", "Leaving", "Chasing", "Remembering", "Waiting for", "Teaching", "Forgiving", "Calling", "Painting", "Losing"];

    public static readonly string[] Times = ["Midnight", "Sunday", "Winter", "Daybreak", "A Summer", "Seven Days", "Autumn", "One Night"];

    /// <summary>Adjectives and nouns that smell of the genre.</summary>
    public static readonly Dictionary<string, (string[] Adjectives, string[] Nouns)> OfGenre = new(StringComparer.Ordinal)
    {
        ["Action"] = (["Deadly", "Iron", "Hard", "Rapid", "Lethal", "Full"], ["Strike", "Pursuit", "Target", "Vengeance", "Convoy", "Impact", "Breakout", "Detonation"]),
        ["Adventure"] = (["Lost", "Uncharted", "Endless", "Emerald", "Daring"], ["Expedition", "Compass", "Voyage", "Treasure", "Jungle", "Summit", "Caravan", "Atlas"]),
        ["Animation"] = (["Tiny", "Merry", "Curious", "Flying", "Clumsy"], ["Kite", "Fox", "Balloon", "Robot", "Penguin", "Toybox", "Hedgehog", "Cloud"]),
        ["Children"] = (["Magic", "Tiny", "Marvellous", "Brave", "Upside-Down"], ["Treehouse", "Pony", "Birthday", "Puppy", "Circus", "Holiday", "Sandcastle", "Schoolbus"]),
        ["Comedy"] = (["Accidental", "Reluctant", "Awkward", "Hopeless", "Excellent"], ["Wedding", "Weekend", "In-Laws", "Landlord", "Reunion", "Divorce", "Cousin", "Alibi"]),
        ["Crime"] = (["Dirty", "Clean", "Blind", "Crooked", "Quiet"], ["Heist", "Informer", "Alibi", "Ledger", "Partner", "Syndicate", "Getaway", "Witness"]),
        ["Documentary"] = (["Unseen", "Ordinary", "Living", "Vanishing"], ["Archive", "Glacier", "Orchestra", "Border", "Harvest", "Factory", "Coastline", "Election"]),
        ["Drama"] = (["Ordinary", "Unspoken", "Tender", "Fragile"], ["Inheritance", "Confession", "Kitchen", "Mother", "Reunion", "Farewell", "Homecoming", "Portrait"]),
        ["Fantasy"] = (["Enchanted", "Moonlit", "Ancient", "Hollow"], ["Kingdom", "Dragon", "Prophecy", "Crown", "Forest", "Spell", "Throne", "Wanderer"]),
        ["Film-Noir"] = (["Dark", "Cold", "Guilty", "Rain-Soaked"], ["Alley", "Dame", "Cigarette", "Streetlight", "Shadow", "Pier", "Lie", "Stranger"]),
        ["Horror"] = (["Rotten", "Screaming", "Pale", "Unholy", "Whispering"], ["Cellar", "Grave", "Doll", "Asylum", "Scarecrow", "Ritual", "Attic", "Hunger"]),
        ["Musical"] = (["Singing", "Dancing", "Dazzling", "Swinging"], ["Serenade", "Encore", "Ballroom", "Overture", "Showgirl", "Rhapsody", "Chorus", "Waltz"]),
        ["Mystery"] = (["Missing", "Vanished", "Locked", "Veiled"], ["Guest", "Riddle", "Manuscript", "Disappearance", "Cipher", "Clue", "Witness", "Portrait"]),
        ["Romance"] = (["Tender", "Unlikely", "Faithful", "Sweet"], ["Kiss", "Heart", "Dance", "Embrace", "Proposal", "Honeymoon", "Valentine", "Letter"]),
        ["Sci-Fi"] = (["Orbital", "Silent", "Synthetic", "Parallel", "Frozen"], ["Signal", "Colony", "Horizon", "Machine", "Gravity", "Android", "Paradox", "Nebula"]),
        ["Thriller"] = (["Fatal", "Silent", "Cold", "Double", "Blind"], ["Witness", "Deadline", "Hostage", "Motive", "Silence", "Obsession", "Trap", "Passenger"]),
        ["War"] = (["Fallen", "Muddy", "Distant", "Last"], ["Regiment", "Trench", "Armistice", "Beachhead", "Convoy", "Platoon", "Flag", "Siege"]),
        ["Western"] = (["Dusty", "Lonesome", "Bitter", "Painted"], ["Canyon", "Stagecoach", "Outlaw", "Homestead", "Saddle", "Marshal", "Mesa", "Trail"]),
    };
}
