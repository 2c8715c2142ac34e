namespace FilmRec.Core.SampleData.Inventing;

/// <summary>For each genre, how a plot opens and how it turns.</summary>
internal static class PlotSentences
{
    public static readonly Dictionary<string, (string[] Openings, string[] Turns)> OfGenre = new(StringComparer.Ordinal)
    {
        ["Action"] = (
            ["A retired bodyguard has one night to get {who} out of {place} alive.", "When her convoy is ambushed near {place}, {name} goes after the men behind it.", "{who} turns out to be the only one who can stop a train that must not arrive."],
            ["Half the city is soon on their heels.", "The only way out leads through the harbour, at full speed.", "Nobody told them about the second bomb."]),
        ["Adventure"] = (
            ["{who} inherits half a map and sets sail for {place} to find the other half.", "{years} strangers cross a desert that no caravan has crossed before.", "{name} follows a vanished expedition up a river that is on no map."],
            ["What they find is worth more than gold, and harder to carry home.", "Storms, smugglers and an old rival stand in the way.", "The way back proves longer than the way there."]),
        ["Animation"] = (
            ["A fox who is afraid of the dark moves in with {who}.", "In a toy shop in {place}, everything wakes up when {name} locks the door.", "A small robot with one wheel rolls out to see the sea."],
            ["An unlikely friendship takes wing.", "Every colour of the town has a part to play.", "Only the smallest of them knows the way."]),
        ["Children"] = (
            ["{name} and her grandfather build a boat in a back garden far from any water.", "A lost puppy leads {years} children right across {place}.", "The new teacher can do something that teachers cannot: real magic."],
            ["It becomes the best summer of their lives.", "The grown-ups, of course, notice nothing.", "And the school play is on Friday."]),
        ["Comedy"] = (
            ["{who} accidentally agrees to marry two people on the same weekend in {place}.", "{name} invents a wealthy uncle, and then has to produce him.", "Two families book the same holiday house, and neither gives way."],
            ["Nothing goes to plan, least of all the speech.", "Then the in-laws arrive a day early.", "One small lie needs {years} bigger ones."]),
        ["Crime"] = (
            ["{years} thieves plan the perfect robbery of a bank in {place}, and one of them talks.", "{who} keeps the books for a family that never writes anything down.", "A young detective finds her own name in a dead man's notebook."],
            ["Loyalty has its price, and somebody has paid it.", "The money is gone, and so is {name}.", "The police are not the ones to be afraid of."]),
        ["Documentary"] = (
            ["For {years} years a film crew followed the last {place} tram and the people who keep it running.", "Farmers, fishermen and {who} tell how the coast around {place} is changing.", "Never-shown footage brings back the orchestra that played through the siege of {place}."],
            ["A quiet portrait of work, weather and time.", "The archive speaks for itself.", "What begins as a local story turns out to concern everybody."]),
        ["Drama"] = (
            ["After {years} years away, {name} returns to {place} to sell the family house.", "{who} and his daughter try to talk to one another again.", "A letter that arrives too late changes the lives of {years} neighbours."],
            ["Old wounds open, and some of them heal.", "Nobody leaves that summer as they came.", "What was never said has to be said now."]),
        ["Fantasy"] = (
            ["{who} finds a door in {place} that opens only in the rain.", "The last dragon of the north asks {name} for help.", "A forgotten prophecy names the wrong sister as queen."],
            ["Magic, it appears, keeps accounts.", "The forest has its own plans.", "To break the spell, somebody has to remember it."]),
        ["Film-Noir"] = (
            ["A private eye takes a simple case from {who} and wakes up in the harbour.", "{name} comes back to {place} with a suitcase, a gun and a story that does not add up.", "An insurance man falls for a widow who is not quite one yet."],
            ["It rains, and everybody lies.", "By morning the only honest man in town is dead.", "She had warned him, in her way."]),
        ["Horror"] = (
            ["{years} friends rent a house near {place} whose cellar is larger than the house.", "{who} hears his late wife singing, every night a little nearer.", "A village has kept its bargain for {years} generations, until {name} moves in."],
            ["Not all of them will see the morning.", "The doll was never for sale.", "Whatever you do, do not answer."]),
        ["Musical"] = (
            ["A washed-up composer and {who} have {years} days to save a theatre in {place}.", "{name} sings in a laundry by day and on a stage by night.", "Two rival dance halls share one wall and one band."],
            ["The show goes on, and on, and up the street.", "Love, naturally, comes in on the off-beat.", "Every quarrel ends in a waltz."]),
        ["Mystery"] = (
            ["A guest disappears from a snowed-in hotel, and {who} is the last to have seen her.", "{name} buys an old manuscript in {place} and finds a murder in it that has not happened yet.", "{years} people receive the same letter from a man long dead."],
            ["Every answer opens another door.", "The clue was on the table all the time.", "Somebody in the house is not who they say they are."]),
        ["Romance"] = (
            ["{who} and a stranger share a taxi to {place} and do not want to arrive.", "{name} writes love letters for other people until one of them is answered.", "They meet once a year, always on the same bench in {place}."],
            ["It would be simple, were it not for the wedding.", "Time, for once, is on their side.", "Neither of them says it first."]),
        ["Sci-Fi"] = (
            ["A signal from a dead colony reaches {who} on the night shift.", "In a city without sleep, {name} is the only one who dreams.", "A ship returns after {years} years with a crew that has not aged a day."],
            ["What answers is not human, but it knows their names.", "The machine was built to help, and it will.", "Only one of the two futures can stay."]),
        ["Thriller"] = (
            ["{who} witnesses a murder through the window of a passing train.", "{name} wakes in {place} with another man's passport and a deadline.", "A negotiator has to bargain for the life of the man who ruined hers."],
            ["She has until midnight, and it is a quarter to.", "The caller is closer than he sounds.", "Trust turns out to be the most dangerous game."]),
        ["War"] = (
            ["{years} soldiers hold a bridge near {place} that everybody else has forgotten.", "{who} hides a deserter from the enemy's army in the winter before the armistice.", "A nurse writes home for men who can no longer write."],
            ["The order to withdraw never comes.", "On both sides somebody is waiting for a letter.", "What they defend in the end is one another."]),
        ["Western"] = (
            ["A marshal with one bullet left rides into a town that wants no law.", "{who} drives {years} horses across the territory to pay a brother's debt.", "The railway is coming, and {name} will not sell."],
            ["By sundown there is one grave too many.", "The trail ends where it began, at the old mesa.", "Some debts are settled only in the dust."]),
    };
}
