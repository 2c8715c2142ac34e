using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core;
using FilmRec.Core.SampleData;

namespace FilmRec.Tests.SampleData;

public sealed class SampleGeneratorTests
{
    private static readonly SampleOptions Small = new() { Movies = 300, Viewers = 120, Ratings = 6_000 };

    [Fact]
    public void The_same_seed_gives_the_same_bytes_in_another_culture_too()
    {
        string first = Fingerprint(Small);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Fingerprint(Small).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_seed_gives_another_world()
        => Fingerprint(Small with { Seed = 21 }).ShouldNotBe(Fingerprint(Small));

    [Theory]
    [InlineData(300, 120, 6_000)]
    [InlineData(10, 1, 2)]
    [InlineData(10, 40, 100)]
    [InlineData(50, 30, 7)]
    [InlineData(40, 20, 0)]
    public void It_gives_exactly_what_was_asked_for(int movies, int viewers, int ratings)
    {
        var world = new SampleGenerator(new SampleOptions { Movies = movies, Viewers = viewers, Ratings = ratings });

        world.Movies.Count.ShouldBe(movies);
        world.Viewers.Count.ShouldBe(viewers);
        var all = world.Ratings().ToList();
        all.Count.ShouldBe(ratings);
        all.Select(r => (r.Viewer, r.Movie)).Distinct().Count().ShouldBe(ratings);
    }

    [Theory]
    [InlineData(9, 10, 0)]
    [InlineData(100, 0, 0)]
    [InlineData(100, 10, -1)]
    [InlineData(100, 10, 251)]
    public void Numbers_out_of_range_are_refused_with_a_sentence(int movies, int viewers, int ratings)
        => Should.Throw<CannotContinueException>(() => new SampleGenerator(new SampleOptions { Movies = movies, Viewers = viewers, Ratings = ratings }))
            .Message.ShouldContain("not ");

    [Fact]
    public void Nobody_rates_a_film_before_its_release_or_after_the_last_day()
    {
        var world = new SampleGenerator(Small);

        foreach (var rating in world.Ratings())
        {
            rating.RatedAt.ShouldBeGreaterThanOrEqualTo(world.Movies[rating.Movie].Released);
            rating.RatedAt.ShouldBeLessThanOrEqualTo(SampleGenerator.Until);
            rating.RatedAt.ShouldBeGreaterThanOrEqualTo(world.Viewers[rating.Viewer].JoinedAt);
            if (rating.WatchedAt is { } watchedAt)
            {
                watchedAt.ShouldBeGreaterThanOrEqualTo(world.Movies[rating.Movie].Released);
                watchedAt.ShouldBeLessThan(rating.RatedAt);
                rating.WatchedMinutes.GetValueOrDefault().ShouldBeInRange(5, world.Movies[rating.Movie].RuntimeMinutes);
            }
        }
    }

    [Fact]
    public void Viewers_have_valid_names_and_no_two_the_same()
    {
        var world = new SampleGenerator(new SampleOptions { Movies = 10, Viewers = 20_000, Ratings = 0 });

        world.Viewers.ShouldAllBe(v => v.UserName.Length >= 3 && v.UserName.Length <= 40 && v.UserName.All(c => char.IsAsciiLetterOrDigit(c) || "._-".Contains(c)));
        world.Viewers.Select(v => v.UserName.ToUpperInvariant()).Distinct().Count().ShouldBe(20_000);
    }

    [Fact]
    public void Films_have_titles_of_their_own_one_to_four_genres_and_a_plot()
    {
        var world = new SampleGenerator(new SampleOptions());

        world.Movies.Select(m => m.Title.ToUpperInvariant()).Distinct().Count().ShouldBe(2_000);
        world.Movies.ShouldAllBe(m => m.Genres.Count >= 1 && m.Genres.Count <= 4 && m.Genres.Distinct().Count() == m.Genres.Count);
        world.Movies.ShouldAllBe(m => m.Description.EndsWith('.') && !m.Description.Contains('{') && m.Description.Length < 400);
        world.Movies.ShouldAllBe(m => m.AddedAt >= m.Released && m.RuntimeMinutes >= 60 && m.RuntimeMinutes <= 220);
        world.Movies.Count(m => m.ReleaseYear >= 2000).ShouldBeGreaterThan(world.Movies.Count(m => m.ReleaseYear < 2000));
    }

    [Fact]
    public void Stars_are_spread_as_people_spread_them()
    {
        int[] histogram = new int[11];
        foreach (var rating in new SampleGenerator(new SampleOptions()).Ratings())
        {
            histogram[rating.HalfStars]++;
        }

        histogram[0].ShouldBe(0);
        Array.IndexOf(histogram, histogram.Max()).ShouldBe(8, "four stars are the commonest opinion");
        (Enumerable.Range(1, 10).Sum(h => h * (double)histogram[h]) / histogram.Sum() / 2).ShouldBeInRange(3.3, 3.8);
        histogram.Skip(1).ShouldAllBe(count => count > 300);
        (histogram[2] + histogram[4] + histogram[6] + histogram[8] + histogram[10]).ShouldBeGreaterThan(histogram.Sum() / 2);
    }

    [Fact]
    public void A_few_films_and_a_few_viewers_have_most_of_the_ratings()
    {
        var ratings = new SampleGenerator(new SampleOptions()).Ratings().ToList();

        ShareOfTopTenth(ratings.GroupBy(r => r.Movie).Select(g => g.Count()), 2_000).ShouldBeGreaterThan(0.3);
        ShareOfTopTenth(ratings.GroupBy(r => r.Viewer).Select(g => g.Count()), 1_000).ShouldBeGreaterThan(0.35);
    }

    private static double ShareOfTopTenth(IEnumerable<int> counts, int of)
    {
        int[] sorted = [.. counts.OrderDescending()];
        return sorted.Take(of / 10).Sum() / (double)sorted.Sum();
    }

    // Everything that is made up, in one form that depends on no culture.
    private static string Fingerprint(SampleOptions options)
    {
        var world = new SampleGenerator(options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString line) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(line)));
        foreach (var movie in world.Movies)
        {
            Add($"{movie.Title}|{movie.Released:O}|{string.Join(',', movie.Genres)}|{movie.RuntimeMinutes}|{movie.Description}|{movie.AddedAt:O}\n");
        }

        foreach (var viewer in world.Viewers)
        {
            Add($"{viewer.UserName}|{viewer.JoinedAt:O}\n");
        }

        foreach (var rating in world.Ratings())
        {
            Add($"{rating.Viewer}|{rating.Movie}|{rating.HalfStars}|{rating.RatedAt:O}|{rating.WatchedAt:O}|{rating.WatchedMinutes}\n");
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
