using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Posters;
using FilmRec.Core.Posters.Families;

namespace FilmRec.Tests.Posters;

/// <summary>Sixteen posters that must never change without a new <see cref="PosterArtist.Version"/>.</summary>
public sealed class PosterVectorsTests
{
    public static TheoryData<string, int, string, uint, string, string, string> Vectors => new()
    {
        { "The Salt Ledger", 1961, "Film-Noir, Crime", 2737329392, "Blinds", "#0f1a24", "0fd662087ee9" },
        { "Nine Rooms in Winter", 2014, "Drama, Mystery", 191858808, "Stars", "#1a2421", "c48fe80ee047" },
        { "Harbour of Glass", 1987, "Drama, Romance", 1813909428, "Waves", "#3b1030", "ace1d80c51ff" },
        { "Orbital Lullaby", 2019, "Sci-Fi, Drama", 3973354883, "Horizon", "#231046", "ed91761f2c55" },
        { "The Cartographer's Wife", 1973, "Drama, Adventure", 2696433555, "Horizon", "#4a2c1d", "8436dae3c7e9" },
        { "Paper Tigers, Paper Moons", 1996, "Comedy, Romance", 3621114142, "Letters", "#7e1f3c", "a4270912790e" },
        { "Sundown at Mercy Wells", 1958, "Western", 3060612514, "Rings", "#33352a", "4a9e9c321939" },
        { "The Quiet Frequency", 2011, "Thriller, Mystery", 641351822, "Blinds", "#0f1a24", "042c438bc23b" },
        { "Low Tide", 2004, "Drama", 3795119959, "Waves", "#efe6d6", "c02942be1fe4" },
        { "Moth Season", 2021, "Horror, Drama", 652500241, "Horizon", "#ded6c4", "919fda706910" },
        { "The Understudy of Lisbon", 1968, "Comedy, Drama", 1745550929, "Horizon", "#f1e3c6", "92c82050aed3" },
        { "Kestrel, Descending", 1979, "War, Drama", 2442101171, "Horizon", "#33352a", "02c15c9f52fb" },
        { "Neon Orchard", 1991, "Sci-Fi, Thriller", 3653645518, "Rings", "#0b2a3a", "fc9244b36344" },
        { "A Small Weather", 2016, "Drama", 3043411864, "Letters", "#a9b8b5", "86ca7c71a433" },
        { "The Ninth Violin", 1949, "Film-Noir, Musical", 1348995259, "Blinds", "#d8d4cb", "8706027616fa" },
        { "Ferrymen", 2008, "Documentary", 2822977853, "Waves", "#1a2421", "7c80b867e6c2" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_subject_decides_seed_family_and_ground(string title, int year, string genres, uint seed, string family, string ground, string svg)
    {
        var plan = PosterPlan.Of(new PosterSubject(title, year, genres.Split(", ")));

        plan.Seed.ShouldBe(seed, svg);
        plan.Family.ShouldBe(Enum.Parse<PosterFamily>(family));
        plan.Palette.Ground.ToString().ShouldBe(ground);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_subject_decides_every_byte_of_its_poster(string title, int year, string genres, uint seed, string family, string ground, string svg)
        => HashOf(PosterArtist.Draw(new PosterSubject(title, year, genres.Split(", ")))).ShouldBe(svg, $"{family} {ground} {seed}");

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var subjects = RandomSubjects.Of(seed: 5, count: 60);
        string[] expected = [.. subjects.Select(PosterArtist.Draw)];
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            subjects.Select(PosterArtist.Draw).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_family_has_an_artist()
    {
        var drawn = RandomSubjects.Of(seed: 1, count: 2000).Select(subject => PosterPlan.Of(subject).Family).Distinct();

        drawn.Order().ShouldBe(Enum.GetValues<PosterFamily>());
    }

    [Fact]
    public void The_hash_of_an_address_follows_title_year_and_genres()
    {
        var subject = new PosterSubject("Low Tide", 2004, ["Drama", "War"]);

        PosterArtist.HashOf(subject).ShouldBe(PosterArtist.HashOf(subject with { Genres = ["Drama", "War"] }));
        PosterArtist.HashOf(subject).Length.ShouldBe(10);
        new[]
        {
            PosterArtist.HashOf(subject), PosterArtist.HashOf(subject with { Title = "Low Tides" }),
            PosterArtist.HashOf(subject with { Year = 2005 }), PosterArtist.HashOf(subject with { Year = null }),
            PosterArtist.HashOf(subject with { Genres = ["War", "Drama"] }), PosterArtist.HashOf(subject with { Genres = [] }),
        }.ShouldBeUnique();
    }

    private static string HashOf(string svg) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..12];
}
