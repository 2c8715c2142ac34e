namespace FilmRec.Core.SampleData.Inventing;

/// <summary>For each genre, how a plot opens and how it turns.</summary>
internal static class PlotSentences
{
    public static readonly Dictionary<string, (string[] Openings, string[] Turns)> OfGenre = new(StringComparer.Ordinal)
    {
        ["Action"] = (
            ["A retired bodyguard has one night to get {who} out of {place} alive.", "When her convoy is ambushed near {place}, {name} goes after the men behind it.", "{who} turns out to be the only one who can stop a train that must not arrive.",
                "{name} has driven getaway cars for {years} years; tonight somebody else is at the wheel.",
                "An undercover officer in {place} learns that the arms deal is a trap laid for her.",
                "{few} smoke jumpers are dropped beside a fire that was lit on purpose."],
            ["Half the city is soon on their heels.", "The only way out leads through the harbour, at full speed.", "Nobody told them about the second bomb."]),
        ["Adventure"] = (
            ["{who} inherits half a map and sets sail for {place} to find the other half.", "{few} strangers cross a desert that no caravan has crossed before.", "{name} follows a vanished expedition up a river that is on no map."],
            ["What they find is worth more than gold, and harder to carry home.", "Storms, smugglers and an old rival stand in the way.", "The way back proves longer than the way there."]),
        ["Animation"] = (
            ["A fox who is afraid of the dark moves in with {who}.", "In a toy shop in {place}, everything wakes up when {name} locks the door.", "A small robot with one wheel rolls out to see the sea."],
            ["An unlikely friendship takes wing.", "Every colour of the town has a part to play.", "Only the smallest of them knows the way."]),
        ["Children"] = (
            ["{name} and her grandfather build a boat in a back garden far from any water.", "A lost puppy leads {few} children right across {place}.", "The new teacher can do something that teachers cannot: real magic."],
            ["It becomes the best summer of their lives.", "The grown-ups, of course, notice nothing.", "And the school play is on Friday."]),
        ["Comedy"] = (
            ["{who} accidentally agrees to marry two people on the same weekend in {place}.", "{name} invents a wealthy uncle, and then has to produce him.", "Two families book the same holiday house, and neither gives way.",
                "{name} takes over the worst football club in {place} to impress a neighbour.",
                "{who} is mistaken for a famous chef and is too polite to say so.",
                "After the divorce, both move into the same apartment house in {place}, one above the other.",
                "A small-town mayor promises a film festival that does not exist."],
            ["Nothing goes to plan, least of all the speech.", "Then the in-laws arrive a day early.", "One small lie needs {few} bigger ones."]),
        ["Crime"] = (
            ["{few} thieves plan the perfect robbery of a bank in {place}, and one of them talks.", "{who} keeps the books for a family that never writes anything down.", "A young detective finds her own name in a dead man's notebook.",
                "{name} leaves prison in {place} with one address and no friends.",
                "{who} forges one painting too well."],
            ["Loyalty has its price, and somebody has paid it.", "The money is gone, and so is {name}.", "The police are not the ones to be afraid of."]),
        ["Documentary"] = (
            ["For {years} years a film crew followed the last {place} tram and the people who keep it running.", "Farmers, fishermen and {who} tell how the coast around {place} is changing.", "Never-shown footage brings back the orchestra that played through the siege of {place}."],
            ["A quiet portrait of work, weather and time.", "The archive speaks for itself.", "What begins as a local story turns out to concern everybody."]),
        ["Drama"] = (
            ["After {years} years away, {name} returns to {place} to sell the family house.", "{who} and his daughter try to talk to one another again.", "A letter that arrives too late changes the lives of {few} neighbours.",
                "Three generations of one family run a hotel in {place} that nobody visits any more.",
                "{name} takes the night shift at a hospital in {place} to be near a brother who will not see her.",
                "{who} is offered the job of his life on the day his mother stops recognising him.",
                "In the winter the factory closes, {name} learns to play the piano."],
            ["Old wounds open, and some of them heal.", "Nobody leaves that summer as they came.", "What was never said has to be said now."]),
        ["Fantasy"] = (
            ["{who} finds a door in {place} that opens only in the rain.", "The last dragon of the north asks {name} for help.", "A forgotten prophecy names the wrong sister as queen."],
            ["Magic, it appears, keeps accounts.", "The forest has its own plans.", "To break the spell, somebody has to remember it."]),
        ["Film-Noir"] = (
            ["A private eye takes a simple case from {who} and wakes up in the harbour.", "{name} comes back to {place} with a suitcase, a gun and a story that does not add up.", "An insurance man falls for a widow who is not quite one yet."],
            ["It rains, and everybody lies.", "By morning the only honest man in town is dead.", "She had warned him, in her way."]),
        ["Horror"] = (
            ["{few} friends rent a house near {place} whose cellar is larger than the house.", "{who} hears his late wife singing, every night a little nearer.", "A village has kept its bargain for {years} generations, until {name} moves in.",
                "A film crew spends one night in the abandoned hospital of {place} and leaves with one person too many.",
                "{name} buys an old radio that only plays the voices of the drowned.",
                "The well behind the school in {place} has been dry for {years} years, and yet something drinks from it."],
            ["Not all of them will see the morning.", "The doll was never for sale.", "Whatever you do, do not answer."]),
        ["Musical"] = (
            ["A washed-up composer and {who} have {few} days to save a theatre in {place}.", "{name} sings in a laundry by day and on a stage by night.", "Two rival dance halls share one wall and one band."],
            ["The show goes on, and on, and up the street.", "Love, naturally, comes in on the off-beat.", "Every quarrel ends in a waltz."]),
        ["Mystery"] = (
            ["A guest disappears from a snowed-in hotel, and {who} is the last to have seen her.", "{name} buys an old manuscript in {place} and finds a murder in it that has not happened yet.", "{few} people receive the same letter from a man long dead."],
            ["Every answer opens another door.", "The clue was on the table all the time.", "Somebody in the house is not who they say they are."]),
        ["Romance"] = (
            ["{who} and a stranger share a taxi to {place} and do not want to arrive.", "{name} writes love letters for other people until one of them is answered.", "They meet once a year, always on the same bench in {place}.",
                "{who} loses a glove in {place}, and {name} spends a year bringing it back.",
                "Two translators of the same novel cannot agree on its last sentence.",
                "{name} promises to wait {years} years at the harbour, and does."],
            ["It would be simple, were it not for the wedding.", "Time, for once, is on their side.", "Neither of them says it first."]),
        ["Sci-Fi"] = (
            ["A signal from a dead colony reaches {who} on the night shift.", "In a city without sleep, {name} is the only one who dreams.", "A ship returns after {years} years with a crew that has not aged a day."],
            ["What answers is not human, but it knows their names.", "The machine was built to help, and it will.", "Only one of the two futures can stay."]),
        ["Thriller"] = (
            ["{who} witnesses a murder through the window of a passing train.", "{name} wakes in {place} with another man's passport and a deadline.", "A negotiator has to bargain for the life of the man who ruined hers.",
                "{who} finds a stranger's telephone, and the stranger starts to call.",
                "Every year on the same day somebody disappears in {place}; this year it is {name}.",
                "A pilot is told over the radio not to land."],
            ["She has until midnight, and it is a quarter to.", "The caller is closer than he sounds.", "Trust turns out to be the most dangerous game."]),
        ["War"] = (
            ["{few} soldiers hold a bridge near {place} that everybody else has forgotten.", "{who} hides a deserter from the enemy's army in the winter before the armistice.", "A nurse writes home for men who can no longer write."],
            ["The order to withdraw never comes.", "On both sides somebody is waiting for a letter.", "What they defend in the end is one another."]),
        ["Western"] = (
            ["A marshal with one bullet left rides into a town that wants no law.", "{who} drives {few} horses across the territory to pay a brother's debt.", "The railway is coming, and {name} will not sell."],
            ["By sundown there is one grave too many.", "The trail ends where it began, at the old mesa.", "Some debts are settled only in the dust."]),
    };
}
