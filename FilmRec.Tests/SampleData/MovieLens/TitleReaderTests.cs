using FilmRec.Core.SampleData.MovieLens;

namespace FilmRec.Tests.SampleData.MovieLens;

public sealed class TitleReaderTests
{
    [Theory]
    [InlineData("Heat (1995)", "Heat", 1995)]
    [InlineData("Matrix, The (1999)", "The Matrix", 1999)]
    [InlineData("American President, The (1995) ", "The American President", 1995)]
    [InlineData("Fish Called Wanda, A (1988)", "A Fish Called Wanda", 1988)]
    [InlineData("Officer and a Gentleman, An (1982)", "An Officer and a Gentleman", 1982)]
    [InlineData("Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il) (1966)", "The Good, the Bad and the Ugly (Il Buono, il brutto, il cattivo)", 1966)]
    [InlineData("City of Lost Children, The (Cité des enfants perdus, La) (1995)", "The City of Lost Children (La Cité des enfants perdus)", 1995)]
    [InlineData("Postman, The (Postino, Il) (1994)", "The Postman (Il Postino)", 1994)]
    [InlineData("Lives of Others, The (Leben der Anderen, Das) (2006)", "The Lives of Others (Das Leben der Anderen)", 2006)]
    [InlineData("Avventura, L' (Adventure, The) (1960)", "L'Avventura (The Adventure)", 1960)]
    [InlineData("Seven (a.k.a. Se7en) (1995)", "Seven (a.k.a. Se7en)", 1995)]
    [InlineData("Léon: The Professional (a.k.a. Professional, The) (Léon) (1994)", "Léon: The Professional (a.k.a. The Professional) (Léon)", 1994)]
    [InlineData("(500) Days of Summer (2009)", "(500) Days of Summer", 2009)]
    [InlineData("1-900 (06) (1994)", "1-900 (06)", 1994)]
    [InlineData("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968)]
    [InlineData("1984", "1984", null)]
    [InlineData("Babylon 5", "Babylon 5", null)]
    [InlineData("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006)]
    [InlineData("Fawlty Towers (1975-1979)", "Fawlty Towers", 1975)]
    [InlineData("Big Bang Theory, The (2007-)", "The Big Bang Theory", 2007)]
    [InlineData("Diplomatic Immunity (2009– )", "Diplomatic Immunity", 2009)]
    [InlineData("Vitelloni, I (1953)", "I Vitelloni", 1953)]
    [InlineData("Me, Myself, I (2000)", "Me, Myself, I", 2000)]
    [InlineData("Live, Love, Die (2000)", "Live, Love, Die", 2000)]
    [InlineData("Odd  spacing\t(1999)", "Odd spacing", 1999)]
    [InlineData("Far Future (9999)", "Far Future (9999)", null)]
    [InlineData("(1995)", "(1995)", null)]
    [InlineData("", "", null)]
    public void Titles_are_read_as_one_says_them(string raw, string title, int? year)
        => TitleReader.Read(raw).ShouldBe((title, year));
}
