namespace FilmRec.Core.Quality;

/// <summary>All that is looked for in one inspection.</summary>
internal sealed class QualityChecks
{
    public QualityCheck RatingSums { get; } = Fault("rating_sums_differ", "Films whose rating count or mean is not that of their ratings",
        "The stars shown for them are wrong until their sums are counted anew; an import does that.");

    public QualityCheck GenreText { get; } = Fault("genre_text_differs", "Films whose genre text is not that of their genres",
        "Lists and filters disagree about them: save their genres anew.");

    public QualityCheck FutureRatings { get; } = Fault("ratings_in_future", "Ratings dated in the future",
        "They will count as the newest of all: check the clock of the machine or the file that they came from.");

    public QualityCheck FutureWatches { get; } = Fault("watches_in_future", "Watches dated in the future",
        "Check the clock of the machine or the file that they came from.");

    public QualityCheck DuplicateMovies { get; } = Doubt("duplicate_movies", "Films that share title and year with another",
        "Their ratings are divided among them, so none is recommended as often as it could be. Remakes of one year are rare.");

    public QualityCheck DuplicateImdbIds { get; } = Doubt("duplicate_imdb_ids", "Films that share an IMDb id with another", "One of them carries the wrong id, or it is the same film twice.");

    public QualityCheck DuplicateTmdbIds { get; } = Doubt("duplicate_tmdb_ids", "Films that share a TMDB id with another", "One of them carries the wrong id, or it is the same film twice.");

    public QualityCheck DuplicateViewers { get; } = Doubt("duplicate_viewers", "Viewers with exactly the ratings of another",
        "The same person twice, or a file imported twice under other numbers: their opinion counts double.");

    public QualityCheck OneValueViewers { get; } = Doubt("viewers_of_one_value", "Viewers who give every film the same stars",
        "Their stars say nothing about taste; which films they chose still does.");

    public QualityCheck EarlyRatings { get; } = Doubt("ratings_before_release", "Ratings older than their film",
        "The film's year or the date of the rating is wrong, or the rating belongs to an older film of that title.");

    public QualityCheck UndatedRatings { get; } = Doubt("ratings_without_date", "Ratings dated 1970 or before",
        "The date is missing where they came from. Order in time means nothing for them.");

    public QualityCheck EarlyWatches { get; } = Doubt("watches_before_release", "Watches older than their film", "The film's year or the date of the watch is wrong.");

    public QualityCheck LongWatches { get; } = Doubt("watches_too_long", "Watches much longer than their film", "More than one and a half times its length: the film was probably left running.");

    public QualityCheck OddWatchStars { get; } = Doubt("watch_stars_between_steps", "Watches rated between half stars", "Only half and whole stars can be given today: they came from elsewhere.");

    public QualityCheck FutureMovies { get; } = Doubt("movies_in_future", "Films from years to come", "More than five years ahead: the year is probably wrong.");

    public QualityCheck OddRuntimes { get; } = Doubt("implausible_runtimes", "Films of an implausible length", "Shorter than a minute or longer than fifteen hours.");

    public QualityCheck MoviesWithoutYear { get; } = Gap("movies_without_year", "Films without a year", "They drop out when somebody filters by year.");

    public QualityCheck MoviesWithoutGenre { get; } = Gap("movies_without_genre", "Films without a genre", "They drop out when somebody filters by genre.");

    public QualityCheck MoviesWithoutRatings { get; } = Gap("movies_without_ratings", "Films that nobody has rated", "Models that learn from ratings cannot recommend them.");

    public QualityCheck ViewersWithoutRatings { get; } = Gap("viewers_without_ratings", "Viewers who have not rated", "They see what is popular in the genres that they prefer.");

    /// <summary>Worst kind first.</summary>
    public IReadOnlyList<QualityCheck> All =>
    [
        RatingSums, GenreText, FutureRatings, FutureWatches,
        DuplicateMovies, DuplicateImdbIds, DuplicateTmdbIds, DuplicateViewers, OneValueViewers,
        EarlyRatings, UndatedRatings, EarlyWatches, LongWatches, OddWatchStars, FutureMovies, OddRuntimes,
        MoviesWithoutYear, MoviesWithoutGenre, MoviesWithoutRatings, ViewersWithoutRatings,
    ];

    private static QualityCheck Fault(string name, string title, string advice) => new(name, QualitySeverity.Fault, title, advice);

    private static QualityCheck Doubt(string name, string title, string advice) => new(name, QualitySeverity.Doubt, title, advice);

    private static QualityCheck Gap(string name, string title, string advice) => new(name, QualitySeverity.Gap, title, advice);
}
