namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>What one thread needs to solve rows; made once a training run.</summary>
internal sealed class AlsBuffers(int k, int longestRow)
{
    public float[] System { get; } = new float[k * k];
    public float[] Confidences { get; } = new float[longestRow];
    public float[] Pulls { get; } = new float[longestRow];

    /// <summary>A row could not be solved.</summary>
    public bool Failed { get; set; }
}
