namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Declares content.</summary>
public static class ContentKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        ContentModel.Name, "Content", "Compares films by genres, decade, tags and description; the only one that knows films nobody has rated.",
        new ContentOptions(),
        [
            new("factors", "Numbers kept of each film; more tell films apart more finely.",
                1, ContentOptions.MaximumFactors, [32, 64, 128], options => options.Factors, (options, value) => options with { Factors = (int)value }),
            new("genre-weight", "What genres count.",
                0, 10, [0.5, 1, 2], options => options.GenreWeight, (options, value) => options with { GenreWeight = (float)value }),
            new("decade-weight", "What the decade counts.",
                0, 10, [0.5, 1, 2], options => options.DecadeWeight, (options, value) => options with { DecadeWeight = (float)value }),
            new("tag-weight", "What viewers' tags count.",
                0, 10, [0.5, 1, 2], options => options.TagWeight, (options, value) => options with { TagWeight = (float)value }),
            new("word-weight", "What words of the description count.",
                0, 10, [0.3, 0.7, 1.5], options => options.WordWeight, (options, value) => options with { WordWeight = (float)value }),
            new("neutral-half-stars", "Half stars that say neither yes nor no; fewer push away less.",
                1, 10, [1, 2, 4, 6], options => options.NeutralHalfStars, (options, value) => options with { NeutralHalfStars = (float)value }),
        ],
        ContentTrainer.Train, ContentModel.Load);
}
